import type { Blueprint, BlueprintDefinition, StoredAggregation } from '../model/blueprint.ts';
import { type BlueprintLookup, followRelations, splitMirrorPath } from './blueprint-path.ts';

/** A key of one blueprint that gets another name. */
export interface Renaming {
  readonly kind: 'property' | 'mirror' | 'relation';
  readonly blueprint: string;
  readonly from: string;
  readonly to: string;
}

/** A definition after a renaming: its own key when it is the blueprint in question, and every path that uses the key. */
export function applyRenaming<T extends Blueprint>(
  blueprint: T,
  renaming: Renaming,
  lookup: BlueprintLookup,
): T {
  const rewritten = { ...blueprint, ...rewrittenPaths(blueprint, renaming, lookup) };
  if (blueprint.identifier !== renaming.blueprint) return rewritten;
  const { kind, from, to } = renaming;
  if (kind === 'relation') {
    return { ...rewritten, relations: withKey(rewritten.relations, from, to) };
  }
  if (kind === 'mirror') {
    return { ...rewritten, mirrorProperties: withKey(rewritten.mirrorProperties, from, to) };
  }
  const { properties, required } = rewritten.schema;
  return {
    ...rewritten,
    schema: {
      properties: withKey(properties, from, to),
      required: required.map((key) => (key === from ? to : key)),
    },
  };
}

/** A record in the same order with one key renamed. */
export function withKey<T>(
  record: Readonly<Record<string, T>>,
  from: string,
  to: string,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key === from ? to : key, value]),
  );
}

function rewrittenPaths(
  blueprint: Blueprint,
  renaming: Renaming,
  lookup: BlueprintLookup,
): Pick<BlueprintDefinition, 'mirrorProperties' | 'ownership' | 'aggregationProperties'> {
  const { ownership } = blueprint;
  const owner =
    ownership?.type === 'Inherited' && ownership.path !== null
      ? {
          ...ownership,
          path: renamedSteps(blueprint, ownership.path.split('.'), renaming, lookup).join('.'),
        }
      : ownership;
  return {
    ownership: owner,
    mirrorProperties: mapValues(blueprint.mirrorProperties, (mirror) => ({
      ...mirror,
      path: renamedMirror(blueprint, mirror.path, renaming, lookup),
    })),
    aggregationProperties: mapValues(blueprint.aggregationProperties, (aggregation) =>
      renamedAggregation(blueprint, aggregation, renaming, lookup),
    ),
  };
}

function renamedMirror(
  start: Blueprint,
  path: string,
  renaming: Renaming,
  lookup: BlueprintLookup,
): string {
  const { relations, property } = splitMirrorPath(path);
  const end = followRelations(start, relations, lookup);
  const renames = renaming.kind !== 'relation' && end?.identifier === renaming.blueprint;
  const last = renames && property === renaming.from ? renaming.to : property;
  return [...renamedSteps(start, relations, renaming, lookup), last].join('.');
}

function renamedAggregation(
  owner: Blueprint,
  aggregation: StoredAggregation,
  renaming: Renaming,
  lookup: BlueprintLookup,
): StoredAggregation {
  const renamed = { ...aggregation, calculationSpec: renamedSpec(aggregation, renaming) };
  if (!aggregation.pathFilter) return renamed;
  const pathFilter = aggregation.pathFilter.map((filter) => {
    const start = filter.fromBlueprint === undefined ? owner : lookup(filter.fromBlueprint);
    return start ? { ...filter, path: renamedSteps(start, filter.path, renaming, lookup) } : filter;
  });
  return { ...renamed, pathFilter };
}

/** The property that is aggregated, and the time that it is measured by, follow; queries and jq stay as they are. */
function renamedSpec(
  { target, calculationSpec }: StoredAggregation,
  { kind, blueprint, from, to }: Renaming,
): StoredAggregation['calculationSpec'] {
  if (kind === 'relation' || target !== blueprint) return calculationSpec;
  const spec = { ...calculationSpec };
  if ('property' in spec && spec.property === from) spec.property = to;
  if ('measureTimeBy' in spec && spec.measureTimeBy === from) spec.measureTimeBy = to;
  return spec;
}

/** Steps of relations, each renamed where it leaves the blueprint in question. */
function renamedSteps(
  start: BlueprintDefinition,
  steps: readonly string[],
  { kind, blueprint, from, to }: Renaming,
  lookup: BlueprintLookup,
): string[] {
  return steps.map((step, index) => {
    if (kind !== 'relation' || step !== from) return step;
    const leaves = followRelations(start, steps.slice(0, index), lookup);
    return leaves?.identifier === blueprint ? to : step;
  });
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
