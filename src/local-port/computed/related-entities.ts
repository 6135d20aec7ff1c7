import { followRelations } from '../blueprints/blueprint-path.ts';
import type { StoredAggregation } from '../model/blueprint.ts';
import { type Entity, targetsOf } from '../model/entity.ts';
import { own } from '../model/json.ts';
import { endsOfPath } from '../query/match-path.ts';
import type { Catalog } from '../state/catalog.ts';
import type { BlueprintGraph } from './blueprint-graph.ts';

/**
 * The entities that an aggregation property looks at: all of the target that are related in any way, upstream or
 * downstream, or those at the end of its path (page "Aggregation property").
 */
export function relatedEntities(
  owner: Entity,
  { target, pathFilter }: Pick<StoredAggregation, 'target' | 'pathFilter'>,
  catalog: Catalog,
  graph: BlueprintGraph,
): readonly Entity[] {
  const filter = pathFilter?.[0];
  if (!filter) return inAnyWay(owner, target, catalog, graph);
  const { path, fromBlueprint } = filter;
  const found =
    fromBlueprint === undefined || fromBlueprint === owner.blueprint
      ? endsOfPath([owner], path, catalog)
      : startsOfPath(owner, path, fromBlueprint, catalog);
  return found.filter(({ blueprint }) => blueprint === target);
}

/** The entities of a blueprint from which a path of relations leads to the given one. */
function startsOfPath(
  end: Entity,
  path: readonly string[],
  fromBlueprint: string,
  catalog: Catalog,
): readonly Entity[] {
  const start = catalog.blueprint(fromBlueprint);
  const steps = path.map((relation, index) => ({
    relation,
    blueprint:
      start &&
      followRelations(start, path.slice(0, index), (one) => catalog.blueprint(one))?.identifier,
  }));
  let reached: readonly Entity[] = [end];
  for (const { relation, blueprint } of steps.reverse()) {
    const identifiers = new Set(
      reached.flatMap((at) =>
        catalog
          .referrers(at.blueprint, at.identifier)
          .filter((one) => one.blueprint === blueprint && one.relation === relation)
          .flatMap((one) => one.identifiers),
      ),
    );
    reached = [...identifiers].flatMap((one) => catalog.entity(blueprint ?? '', one) ?? []);
  }
  return reached;
}

function inAnyWay(
  owner: Entity,
  target: string,
  catalog: Catalog,
  graph: BlueprintGraph,
): readonly Entity[] {
  const up = new Set([target, ...graph.leadingTo(target)]);
  const down = new Set([target, ...graph.ledToBy(target)]);
  const found = new Set<Entity>();
  walk(owner, (at) => above(at, up, catalog), found);
  walk(owner, (at) => below(at, down, catalog), found);
  return [...found].filter((entity) => entity.blueprint === target);
}

/** Adds all that can be reached, but not the start. */
function walk(start: Entity, next: (at: Entity) => readonly Entity[], found: Set<Entity>): void {
  const seen = new Set([start]);
  const waiting = [start];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    for (const one of next(at)) {
      if (seen.has(one)) continue;
      seen.add(one);
      found.add(one);
      waiting.push(one);
    }
  }
}

/** What an entity points at, as far as the target can still be reached from there. */
function above(at: Entity, useful: ReadonlySet<string>, catalog: Catalog): readonly Entity[] {
  const relations = catalog.blueprint(at.blueprint)?.relations ?? {};
  return Object.entries(relations).flatMap(([key, { target }]) =>
    useful.has(target)
      ? targetsOf(own(at.relations, key)).flatMap((one) => catalog.entity(target, one) ?? [])
      : [],
  );
}

/** What points at an entity, as far as the target can still be reached from there. */
function below(at: Entity, useful: ReadonlySet<string>, catalog: Catalog): readonly Entity[] {
  return catalog
    .referrers(at.blueprint, at.identifier)
    .flatMap(({ blueprint, identifiers }) =>
      useful.has(blueprint)
        ? identifiers.flatMap((one) => catalog.entity(blueprint, one) ?? [])
        : [],
    );
}
