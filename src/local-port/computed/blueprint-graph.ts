import type { Catalog } from '../state/catalog.ts';

/** How blueprints are related: each relation leads from its blueprint to its target. */
export class BlueprintGraph {
  readonly #targets = new Map<string, readonly string[]>();
  readonly #sources = new Map<string, string[]>();
  readonly #above = new Map<string, ReadonlySet<string>>();
  readonly #below = new Map<string, ReadonlySet<string>>();

  constructor(catalog: Catalog) {
    for (const { identifier, relations } of catalog.blueprints()) {
      const targets = Object.values(relations).map(({ target }) => target);
      this.#targets.set(identifier, targets);
      for (const target of targets) {
        const sources = this.#sources.get(target);
        if (sources) sources.push(identifier);
        else this.#sources.set(target, [identifier]);
      }
    }
  }

  /** The blueprints whose relations lead to this one in any number of steps. */
  leadingTo(blueprint: string): ReadonlySet<string> {
    return remember(this.#below, blueprint, (at) => this.#sources.get(at) ?? []);
  }

  /** The blueprints that the relations of this one lead to in any number of steps. */
  ledToBy(blueprint: string): ReadonlySet<string> {
    return remember(this.#above, blueprint, (at) => this.#targets.get(at) ?? []);
  }

  /** Whether more than one path of relations connects two blueprints, in either direction. */
  hasSeveralPaths(from: string, to: string): boolean {
    const upwards = countPaths(from, to, this.#targets, this.leadingTo(to));
    const downwards = countPaths(to, from, this.#targets, this.leadingTo(from));
    return upwards + downwards > 1;
  }
}

function remember(
  known: Map<string, ReadonlySet<string>>,
  start: string,
  next: (blueprint: string) => readonly string[],
): ReadonlySet<string> {
  const existing = known.get(start);
  if (existing) return existing;
  const reached = new Set<string>();
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const one of next(at)) {
      if (reached.has(one)) continue;
      reached.add(one);
      waiting.push(one);
    }
  }
  known.set(start, reached);
  return reached;
}

/** Paths that visit no blueprint twice, over blueprints from which the end can be reached; counting ends at two. */
function countPaths(
  from: string,
  to: string,
  targets: ReadonlyMap<string, readonly string[]>,
  useful: ReadonlySet<string>,
  visited: ReadonlySet<string> = new Set([from]),
): number {
  let paths = 0;
  for (const next of targets.get(from) ?? []) {
    if (next === to) paths += 1;
    else if (useful.has(next) && !visited.has(next)) {
      paths += countPaths(next, to, targets, useful, new Set([...visited, next]));
    }
    if (paths > 1) return paths;
  }
  return paths;
}
