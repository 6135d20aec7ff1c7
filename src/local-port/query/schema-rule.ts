import type { Property } from '../model/blueprint.ts';
import { own } from '../model/json.ts';
import type { Rule } from '../model/query-body.ts';
import { compare } from './compare.ts';
import type { Predicate, QueryScope } from './predicate.ts';

type SchemaRule = Extract<Rule, { propertySchema: unknown }>;

/** A rule on any property of a type: one of them satisfies the comparison. */
export function schemaPredicate(rule: SchemaRule, { catalog }: QueryScope): Predicate {
  return (entity) => {
    const properties = catalog.blueprint(entity.blueprint)?.schema.properties ?? {};
    return Object.entries(properties).some(
      ([key, property]) =>
        fits(property, rule.propertySchema) &&
        compare(rule.operator, own(entity.properties, key), rule.value ?? null),
    );
  };
}

function fits(property: Property, wanted: SchemaRule['propertySchema']): boolean {
  if (property.type !== wanted.type) return false;
  if (wanted.format !== undefined && property.format !== wanted.format) return false;
  if (wanted.items === undefined) return true;
  const items = property.items as { type?: string; format?: string } | undefined;
  if (items?.type !== wanted.items.type) return false;
  return wanted.items.format === undefined || items.format === wanted.items.format;
}
