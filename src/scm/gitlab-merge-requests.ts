import { mergeRequestQuery } from './gitlab-query.ts';
import { graphqlProblem } from './graphql-problem.ts';
import type { Ask } from './host-client.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import type { PullRequest } from './pull-request.ts';
import { readTime } from './read-time.ts';

/** A merged merge request, with what tells its squash commit. */
export interface MergeRequest extends PullRequest {
  /** `null` when it was merged by fast-forward. */
  readonly mergeCommitSha: string | null;
  /** Whether it was set to be squashed. */
  readonly isSquashed: boolean;
}

export interface MergeRequestListing {
  readonly requests: readonly MergeRequest[];
  /** Why there may be more, in words; `null` when all were read. */
  readonly problem: string | null;
}

/** The merge requests that were merged since a time, the latest first, from at most so many requests to the host. */
export async function readMergeRequests(
  ask: Ask,
  graphqlUrl: string,
  variables: { readonly path: string; readonly since: string },
  mostPages: number,
): Promise<MergeRequestListing> {
  const requests: MergeRequest[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer = await ask({
      url: graphqlUrl,
      body: { query: mergeRequestQuery, variables: { ...variables, after } },
    });
    if ('reason' in answer) return { requests, problem: answer.reason };
    const connection = at(answer.body, 'data', 'project', 'mergeRequests');
    requests.push(...listAt(connection, 'nodes').flatMap(mergeRequestOf));
    const problem = graphqlProblem(answer.body, 'read_api');
    if (problem !== null) return { requests, problem };
    if (connection == null) {
      return { requests, problem: 'GitLab does not show the merge requests of the project' };
    }
    after = textAt(connection, 'pageInfo', 'endCursor');
    if (at(connection, 'pageInfo', 'hasNextPage') !== true || after === null)
      return { requests, problem: null };
  }
  return { requests, problem: `more merge requests were merged since ${variables.since}` };
}

function mergeRequestOf(node: unknown): MergeRequest[] {
  const number = numberAt(node, 'iid');
  if (number === null) return [];
  return [
    {
      number,
      title: textAt(node, 'title'),
      url: textAt(node, 'webUrl'),
      branch: textAt(node, 'sourceBranch'),
      labels: listAt(node, 'labels', 'nodes').flatMap((label) => textAt(label, 'title') ?? []),
      createdAt: readTime(textAt(node, 'createdAt')),
      mergedAt: readTime(textAt(node, 'mergedAt')),
      mergeCommitSha: textAt(node, 'mergeCommitSha'),
      isSquashed: at(node, 'squash') === true,
      // The latest hundred, and the first one, which dates the merge request.
      ownCommits: [
        ...listAt(node, 'commitsWithoutMergeCommits', 'nodes'),
        ...listAt(node, 'oldest', 'nodes'),
      ].map((commit) => ({
        sha: textAt(commit, 'sha') ?? '',
        authoredAt: readTime(textAt(commit, 'authoredDate')),
      })),
    },
  ];
}
