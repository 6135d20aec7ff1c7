import type { PortBlueprint, PortRelation } from '../port/blueprint.ts';
import type { EntityInput, RelationInput } from '../port/entity.ts';
import { isJsonObject } from '../port/json.ts';
import type { ReportPort } from './report-port.ts';

/**
 * The entity with its pull requests by identifier, which every account answers in the same way, in place of searches
 * that Port may refuse when they find none or several; and the relations for which there is nothing to set. Never throws.
 */
export async function findPullRequests(
  port: ReportPort,
  entity: EntityInput,
  relations: { readonly names: readonly string[]; readonly in: PortBlueprint },
): Promise<{ readonly entity: EntityInput; readonly missing: readonly string[] }> {
  const found: Record<string, RelationInput> = { ...entity.relations };
  const missing: string[] = [];
  for (const name of relations.names) {
    const [search, relation] = [found[name], relations.in.relations[name]];
    if (!isJsonObject(search) || !relation) continue;
    const value = await find(port, search, relation);
    if (value === null) {
      delete found[name];
      missing.push(`${name} (blueprint ${relation.target})`);
    } else found[name] = value;
  }
  return { entity: { ...entity, relations: found }, missing };
}

/** Port takes no more for one relation. Source: Port's page "Configure mapping", search relations to many. */
const mostMatches = 100;

async function find(
  port: ReportPort,
  query: Readonly<Record<string, unknown>>,
  { target, many }: PortRelation,
): Promise<RelationInput> {
  const found: string[] = [];
  try {
    const search = { query, include: ['$identifier'], limit: mostMatches };
    for await (const { identifier } of port.searchEntities(target, search)) {
      found.push(identifier);
      if (found.length >= mostMatches) break;
    }
  } catch {
    return null;
  }
  if (many) return found.length > 0 ? found : null;
  return found.length === 1 ? (found[0] ?? null) : null;
}
