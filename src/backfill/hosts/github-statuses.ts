import type { Refusal } from '../../scm/host-client.ts';
import { at, listAt, textAt } from '../../scm/json.ts';
import type { GithubLists } from './github-lists.ts';
import { statusesQuery } from './github-queries.ts';
import { graphqlPages } from './pages.ts';

/** The deployment with all of its statuses, or a refusal: a list tells the first of them only, and few deployments have more. */
export async function withAllStatuses(
  { ask, graphqlUrl }: Pick<GithubLists, 'ask' | 'graphqlUrl'>,
  deployment: unknown,
): Promise<unknown> {
  const told = at(deployment, 'statuses');
  const after = textAt(told, 'pageInfo', 'endCursor');
  const id = textAt(deployment, 'id');
  const hasMore = at(told, 'pageInfo', 'hasNextPage') === true;
  if (!hasMore || after === null || id === null) return deployment;
  const nodes = [...listAt(told, 'nodes')];
  const request = { query: statusesQuery, variables: { id, after } };
  for await (const page of graphqlPages(ask, graphqlUrl, request, ['node', 'statuses'])) {
    if ('reason' in page) return page;
    nodes.push(...page);
  }
  return { ...(deployment as object), statuses: { nodes } };
}

/** No deployment has a `reason`. */
export const isRefusal = (node: unknown): node is Refusal => textAt(node, 'reason') !== null;
