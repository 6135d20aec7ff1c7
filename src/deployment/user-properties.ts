import type { DeploymentEntity } from './entity.ts';
import { type EntityNames, nameIn } from './entity-names.ts';
import { entityProperties } from './entity-properties.ts';

/** The entity with the user's own properties, in the account's names; those that are ours are left out, with a notice. */
export function withProperties(
  entity: DeploymentEntity,
  properties: Readonly<Record<string, unknown>>,
  names: EntityNames,
): { readonly entity: DeploymentEntity; readonly notices: readonly string[] } {
  const ours = new Set(entityProperties.map((name) => nameIn(names.properties, name)));
  const [kept, refused] = [
    Object.entries(properties).filter(([name]) => !ours.has(name)),
    Object.keys(properties).filter((name) => ours.has(name)),
  ];
  return {
    entity: {
      ...entity,
      properties: { ...entity.properties, ...Object.fromEntries(kept) },
    },
    notices: refused.map(
      (name) => `properties: ${name} was left out, because the report sets it itself`,
    ),
  };
}
