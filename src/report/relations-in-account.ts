import { type EntityNames, nameIn } from '../deployment/entity-names.ts';
import {
  type PullRequestRelation,
  pullRequestRelations,
  pullRequestSearches,
} from '../deployment/pull-request-relations.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { ReportPort } from './report-port.ts';

/**
 * The relations to pull requests that these records need and the account has. Port refuses an entity for a relation
 * that its blueprint lacks, and what that costs is more than asking: so the blueprint is read, by one request, unless
 * the earlier deployments have shown the relations. Never throws: without an answer none is set.
 */
export async function relationsInAccount(
  port: ReportPort,
  records: readonly DeploymentRecord[],
  names: EntityNames & { readonly blueprint: string },
  shown: ReadonlySet<string>,
): Promise<readonly PullRequestRelation[]> {
  const needed = pullRequestRelations.filter((relation) =>
    records.some(({ changes }) => pullRequestSearches(changes ?? [])[relation]),
  );
  const has = (known: ReadonlySet<string>) => (relation: PullRequestRelation) =>
    known.has(nameIn(names.relations, relation));
  if (needed.every(has(shown))) return needed;
  const blueprint = await port.getBlueprint(names.blueprint).catch(() => null);
  return needed.filter(has(new Set(Object.keys(blueprint?.relations ?? {}))));
}
