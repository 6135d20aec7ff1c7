import { type AzureAddress, azureCommit } from './azure-commits.ts';
import type { Commit } from './commit.ts';
import type { Ask } from './host-client.ts';
import { chunked, inParallel } from './in-parallel.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import type { OwnCommit, PullRequest } from './pull-request.ts';
import { readTime } from './read-time.ts';

/** How a pull request was completed; `null` where the answer does not say. */
export type MergeStrategy = 'noFastForward' | 'squash' | 'rebase' | 'rebaseMerge';

export interface AzurePullRequest extends PullRequest {
  readonly strategy: MergeStrategy | null;
}

export interface CommitPullRequests {
  readonly commit: Commit;
  /** Those whose completion made the commit; `null` for both lists when they could not be read. */
  readonly madeBy: readonly AzurePullRequest[];
  /** Those that brought the commit along. */
  readonly broughtBy: readonly AzurePullRequest[];
  readonly problem: string | null;
}

const commitsPerQuery = 100;

const strategies: readonly string[] = ['noFastForward', 'squash', 'rebase', 'rebaseMerge'];

/**
 * The completed pull requests of each commit, one request per 100.
 * Source: Microsoft Learn, "Pull Request Query - Get": both kinds of queries in one request, results in their order,
 * each a dictionary from commit to pull requests.
 */
export async function pullRequestsOnAzure(
  ask: Ask,
  address: AzureAddress,
  webUrl: string,
  commits: readonly Commit[],
): Promise<readonly CommitPullRequests[]> {
  const batches = await inParallel(chunked(commits, commitsPerQuery), async (batch) => {
    const items = batch.map(({ sha }) => sha);
    const queries = [
      { type: 'lastMergeCommit', items },
      { type: 'commit', items },
    ];
    const url = `${address.repository}/pullrequestquery?${address.version}`;
    const answer = await ask({ url, body: { queries } });
    const results = 'body' in answer ? answer.body : null;
    const found = (query: number, sha: string) =>
      listAt(results, 'results', query, sha).flatMap((value) => completed(value, webUrl));
    return batch.map((commit) => ({
      commit,
      madeBy: found(0, commit.sha),
      broughtBy: found(1, commit.sha),
      problem: 'reason' in answer ? answer.reason : null,
    }));
  });
  return batches.flat();
}

/** The own commits of a pull request; `null` when they cannot be read. */
export async function ownCommitsOnAzure(
  ask: Ask,
  { repository, version }: AzureAddress,
  number: number,
): Promise<readonly OwnCommit[] | null> {
  const url = `${repository}/pullRequests/${number}/commits?$top=1000&${version}`;
  const answer = await ask({ url });
  return 'reason' in answer ? null : listAt(answer.body, 'value').flatMap(azureCommit);
}

function completed(value: unknown, webUrl: string): AzurePullRequest[] {
  const number = numberAt(value, 'pullRequestId');
  if (number === null || at(value, 'status') !== 'completed') return [];
  const strategy = textAt(value, 'completionOptions', 'mergeStrategy');
  const isSquash = at(value, 'completionOptions', 'squashMerge') === true;
  return [
    {
      number,
      // The answer's own `url` is that of the API.
      url: `${webUrl}/pullrequest/${number}`,
      title: textAt(value, 'title'),
      branch: textAt(value, 'sourceRefName')?.replace(/^refs\/heads\//, '') ?? null,
      // Not every answer has them; asking for them would cost one request per pull request.
      labels: listAt(value, 'labels').flatMap((label) => textAt(label, 'name') ?? []),
      createdAt: readTime(textAt(value, 'creationDate')),
      mergedAt: readTime(textAt(value, 'closedDate')),
      ownCommits: [],
      strategy:
        strategy !== null && strategies.includes(strategy)
          ? (strategy as MergeStrategy)
          : isSquash
            ? 'squash'
            : null,
    },
  ];
}
