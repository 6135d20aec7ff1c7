import type { Jq } from '../jq/load-jq.ts';
import type {
  MappedEntity,
  MappingEngine,
  MappingOutcome,
  MappingResource,
  MappingWarning,
} from './mapping.ts';
import { portFilter } from './port-filter.ts';
import { type FilterAnswer, runFiltersOnAll } from './run-filters.ts';

/** Settings of an evaluation. */
export interface EvaluationSettings {
  readonly engine?: MappingEngine;
}

/**
 * What an integration makes of a payload: one outcome, or one for each of `itemsToParse`. Of each filter the first output
 * counts; one that fails sends `null`; a selector that fails, or is neither true nor false, drops the item.
 * Source: Ocean, `jq_entity_processor.py`.
 */
export function evaluateMapping(
  jq: Jq,
  resource: MappingResource,
  payload: unknown,
  settings: EvaluationSettings = {},
): readonly MappingOutcome[] {
  return evaluateOnAll(jq, resource, [payload], settings)[0] ?? [];
}

/** The same for many payloads, in the time of few: jq is called once, or twice where they have items to parse. */
export function evaluateOnAll(
  jq: Jq,
  resource: MappingResource,
  payloads: readonly unknown[],
  { engine = 'ocean' }: EvaluationSettings = {},
): readonly (readonly MappingOutcome[])[] {
  const items = itemsOf(jq, resource, payloads, engine);
  const filters = [resource.query, ...resource.leaves.map(({ filter }) => filter)];
  const ready = filters.map((filter) => portFilter(filter, engine));
  const lists = items.map((one) => ('list' in one ? one.list : []));
  const outcomes = runFiltersOnAll(jq, ready, lists.flat()).map(
    ([selected = { error: 'no selector' }, ...answers]) => outcomeOf(resource, selected, answers),
  );
  let next = 0;
  return items.map((one) => {
    if ('error' in one) return [dropped('items-not-a-list', one.error)];
    next += one.list.length;
    return outcomes.slice(next - one.list.length, next);
  });
}

type Items = { readonly list: readonly unknown[] } | { readonly error: string };

function itemsOf(
  jq: Jq,
  { itemsToParse, itemsToParseName }: MappingResource,
  payloads: readonly unknown[],
  engine: MappingEngine,
): readonly Items[] {
  if (itemsToParse === null) return payloads.map((payload) => ({ list: [payload] }));
  const answers = runFiltersOnAll(jq, [portFilter(itemsToParse, engine)], payloads);
  return payloads.map((payload, index) => {
    const answer = answers[index]?.[0] ?? { error: 'not run' };
    if ('error' in answer) return { error: `itemsToParse failed: ${answer.error}` };
    if (!Array.isArray(answer.value))
      return { error: `itemsToParse gives ${typeName(answer.value)} in place of a list` };
    // A key of the payload wins over the item of the same name.
    const around = isObject(payload) ? payload : {};
    return { list: answer.value.map((item) => ({ [itemsToParseName]: item, ...around })) };
  });
}

function outcomeOf(
  resource: MappingResource,
  selected: FilterAnswer,
  answers: readonly FilterAnswer[],
): MappingOutcome {
  if ('error' in selected)
    return dropped('selector-failed', `the selector failed: ${selected.error}`);
  if (typeof selected.value !== 'boolean') {
    const message = `the selector gives ${typeName(selected.value)} in place of true or false`;
    return dropped('selector-not-boolean', message);
  }
  if (!selected.value) return dropped('selector-false', 'the selector is false');
  return entityOutcome(resource, answers);
}

function entityOutcome(
  { mappings, leaves }: MappingResource,
  answers: readonly FilterAnswer[],
): MappingOutcome {
  const warnings: MappingWarning[] = [];
  const values = new Map<string, unknown>();
  leaves.forEach(({ path }, index) => {
    const answer = answers[index] ?? { error: 'not run' };
    values.set(keyOf(path), 'value' in answer ? answer.value : null);
    if ('error' in answer) warnings.push({ path, message: answer.error });
  });
  const raw = fill(mappings, [], values) as Readonly<Record<string, unknown>>;
  const { identifier, blueprint } = raw;
  if (!identifier) return dropped('no-identifier', 'the identifier is empty', warnings);
  if (!blueprint) return dropped('no-blueprint', 'the blueprint is empty', warnings);
  return { kind: 'entity', entity: toEntity(raw, identifier, blueprint), warnings };
}

function toEntity(
  raw: Readonly<Record<string, unknown>>,
  identifier: unknown,
  blueprint: unknown,
): MappedEntity {
  const { title, icon, team, properties, relations } = raw;
  return {
    identifier: isObject(identifier) ? identifier : textOf(identifier),
    blueprint: textOf(blueprint),
    ...(title === undefined ? {} : { title }),
    ...(icon === undefined ? {} : { icon }),
    ...(team === undefined ? {} : { team }),
    properties: isObject(properties) ? properties : {},
    relations: isObject(relations) ? relations : {},
  };
}

/** The tree of filters with their values in place. */
function fill(
  node: unknown,
  path: readonly (string | number)[],
  values: Map<string, unknown>,
): unknown {
  if (Array.isArray(node)) return node.map((child, index) => fill(child, [...path, index], values));
  if (isObject(node)) {
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, fill(child, [...path, key], values)]),
    );
  }
  return values.get(keyOf(path)) ?? null;
}

const keyOf = (path: readonly (string | number)[]): string => JSON.stringify(path);

const dropped = (
  reason: Extract<MappingOutcome, { kind: 'dropped' }>['reason'],
  message: string,
  warnings: readonly MappingWarning[] = [],
): MappingOutcome => ({ kind: 'dropped', reason, message, warnings });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** The type in the words of jq. */
function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
