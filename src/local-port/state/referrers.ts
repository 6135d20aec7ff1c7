import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { targetsOf } from '../model/entity.ts';
import { own } from '../model/json.ts';

/** The entities of one blueprint that point at a target through one relation. */
export interface Referrer {
  readonly blueprint: string;
  readonly relation: string;
  readonly identifiers: readonly string[];
}

interface Edge {
  readonly blueprint: string;
  readonly relation: string;
  readonly identifiers: Set<string>;
}

/** Edges by `blueprint\0relation`: neither part can hold that character. */
type Edges = Map<string, Edge>;

/** The relations of all entities, read backwards: who points at whom. */
export class Referrers {
  readonly #byBlueprint = new Map<string, Map<string, Edges>>();

  add(entity: Entity, blueprint: Blueprint): void {
    for (const [relation, target, identifier] of arrows(entity, blueprint)) {
      this.#edge(target, identifier, entity.blueprint, relation).identifiers.add(entity.identifier);
    }
  }

  remove(entity: Entity, blueprint: Blueprint): void {
    for (const [relation, target, identifier] of arrows(entity, blueprint)) {
      const edges = this.#byBlueprint.get(target)?.get(identifier);
      const key = edgeKey(entity.blueprint, relation);
      const edge = edges?.get(key);
      edge?.identifiers.delete(entity.identifier);
      if (edge?.identifiers.size === 0) edges?.delete(key);
      if (edges?.size === 0) this.#byBlueprint.get(target)?.delete(identifier);
    }
  }

  /** A copy, because whoever asks is often about to change what it tells. */
  to(blueprint: string, identifier: string): readonly Referrer[] {
    const edges = this.#byBlueprint.get(blueprint)?.get(identifier)?.values() ?? [];
    return [...edges].map((edge) => ({ ...edge, identifiers: [...edge.identifiers] }));
  }

  #edge(target: string, identifier: string, source: string, relation: string): Edge {
    const targets = getOrCreate(this.#byBlueprint, target, () => new Map<string, Edges>());
    const edges = getOrCreate(targets, identifier, (): Edges => new Map());
    return getOrCreate(edges, edgeKey(source, relation), () => ({
      blueprint: source,
      relation,
      identifiers: new Set<string>(),
    }));
  }
}

function edgeKey(blueprint: string, relation: string): string {
  return `${blueprint}\0${relation}`;
}

function* arrows(entity: Entity, blueprint: Blueprint): Iterable<[string, string, string]> {
  for (const [relation, value] of Object.entries(entity.relations)) {
    const target = own(blueprint.relations, relation)?.target;
    if (target === undefined) continue;
    for (const identifier of targetsOf(value)) yield [relation, target, identifier];
  }
}

function getOrCreate<V>(map: Map<string, V>, key: string, create: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const created = create();
  map.set(key, created);
  return created;
}
