import type { Change } from './record.ts';
import type { RelationSearch } from './relation-search.ts';

/** The relations from a deployment to its pull requests: one for each host, to the newest, and one to them all. */
export const pullRequestRelations = [
  'pullRequest',
  'mergeRequest',
  'azureDevopsPullRequest',
  'pullRequests',
] as const;

export type PullRequestRelation = (typeof pullRequestRelations)[number];

/** Port finds no more by one search. Source: Port's page "Configure mapping", search relations to many. */
const mostLinks = 100;

/** The property in which GitHub's, GitLab's and Azure's integrations alike keep the address in the browser. */
const linkProperty = 'link';

type PullRequest = NonNullable<Change['pullRequest']>;

/**
 * The searches that relate a deployment to the pull requests of its changes, by their links, so that no integration's
 * way to make identifiers has to be guessed. Empty when no change came by one whose link is known.
 */
export function pullRequestSearches(
  changes: readonly Change[],
): Partial<Record<PullRequestRelation, RelationSearch>> {
  const links = newestFirst(changes);
  const [newest] = links;
  if (newest === undefined) return {};
  const host = relationOf(newest);
  return {
    ...(host === null ? {} : { [host]: search({ operator: '=', value: newest }) }),
    pullRequests: search({ operator: 'in', value: links.slice(0, mostLinks) }),
  };
}

const search = (
  rule: { operator: '='; value: string } | { operator: 'in'; value: readonly string[] },
): RelationSearch => ({ combinator: 'and', rules: [{ property: linkProperty, ...rule }] });

/** The links of the pull requests by the time of their merge, each once. */
function newestFirst(changes: readonly Change[]): string[] {
  const byLink = new Map<string, PullRequest>();
  for (const { pullRequest } of changes) {
    if (pullRequest?.url && isLink(pullRequest.url)) byLink.set(pullRequest.url, pullRequest);
  }
  return [...byLink]
    .sort(([, a], [, b]) => compare(b.mergedAt ?? '', a.mergedAt ?? '') || b.number - a.number)
    .map(([link]) => link);
}

const isLink = (url: string): boolean => /^https?:\/\//.test(url);

/** Each host has its own form of links, also where it runs under a name of its own. */
function relationOf(link: string): Exclude<PullRequestRelation, 'pullRequests'> | null {
  if (/\/-\/merge_requests\/\d+$/.test(link)) return 'mergeRequest';
  if (/\/_git\/[^/]+\/pullrequest\/\d+$/i.test(link)) return 'azureDevopsPullRequest';
  return /\/pull\/\d+$/.test(link) ? 'pullRequest' : null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
