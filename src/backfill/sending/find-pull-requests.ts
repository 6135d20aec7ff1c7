import type { PortRelation } from '../../port/blueprint.ts';
import type { PortClient } from '../../port/client.ts';
import type { EntityInput, RelationInput } from '../../port/entity.ts';
import { isJsonObject } from '../../port/json.ts';

/** Relations to pull requests, by their names in the account. */
export type PullRequestTargets = ReadonlyMap<string, PortRelation>;

/** The property in which the integrations keep the address in the browser, and a search may name so many at once. */
const [linkProperty, linksAtOnce] = ['link', 100] as const;

/** Whether an entity lets Port search for its pull requests, which it may refuse where it finds none. */
export const searchesPullRequests = (
  { relations }: EntityInput,
  targets: PullRequestTargets,
): boolean => [...targets.keys()].some((name) => linksOf(relations?.[name]).length > 0);

/**
 * The entities with their pull requests by identifier in place of searches: one request for 100 links. What is not
 * found, or cannot be searched, is left out.
 */
export async function withFoundPullRequests(
  entities: readonly EntityInput[],
  targets: PullRequestTargets,
  port: Pick<PortClient, 'searchEntities'>,
): Promise<readonly EntityInput[]> {
  const wanted = new Map<string, Set<string>>();
  for (const { relations } of entities) {
    for (const [name, { target }] of targets) {
      const links = wanted.get(target) ?? new Set();
      for (const link of linksOf(relations?.[name])) links.add(link);
      wanted.set(target, links);
    }
  }
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const [target, links] of wanted) found.set(target, await find(port, target, [...links]));
  return entities.map((entity) => related(entity, targets, found));
}

function related(
  entity: EntityInput,
  targets: PullRequestTargets,
  found: ReadonlyMap<string, ReadonlyMap<string, string>>,
): EntityInput {
  const relations: Record<string, RelationInput> = { ...entity.relations };
  for (const [name, { target, many }] of targets) {
    const links = linksOf(relations[name]);
    if (links.length === 0) continue;
    const identifiers = links.flatMap((link) => found.get(target)?.get(link) ?? []);
    const [first] = identifiers;
    if (first === undefined) delete relations[name];
    else relations[name] = many ? identifiers : first;
  }
  return { ...entity, relations };
}

/** Identifiers by link; of two entities with one link the first counts. */
async function find(
  port: Pick<PortClient, 'searchEntities'>,
  target: string,
  links: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < links.length; start += linksAtOnce) {
    const value = links.slice(start, start + linksAtOnce);
    const rule = { property: linkProperty, operator: 'in', value };
    const query = { combinator: 'and', rules: [rule] };
    try {
      for await (const { identifier, properties } of port.searchEntities(target, {
        ...{ query, include: [linkProperty], limit: 1000 },
      })) {
        const link = properties[linkProperty];
        if (typeof link === 'string' && !found.has(link)) found.set(link, identifier);
      }
    } catch {
      // A deployment without its pull requests is worth more than none.
    }
  }
  return found;
}

/** The links that a relation searches for. */
function linksOf(relation: unknown): readonly string[] {
  const rules = isJsonObject(relation) ? relation.rules : null;
  const value: unknown = Array.isArray(rules) && isJsonObject(rules[0]) ? rules[0].value : null;
  return [value].flat().filter((one): one is string => typeof one === 'string');
}
