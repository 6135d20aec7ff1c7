import type { Commit } from './commit.ts';
import { githubBatches } from './github-commits.ts';
import { pullRequestQuery } from './github-query.ts';
import { graphqlProblem } from './graphql-problem.ts';
import type { Ask } from './host-client.ts';
import type { Attribution } from './host-source.ts';
import { inParallel } from './in-parallel.ts';
import { isSquash } from './is-squash.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import { firstMerged, type PullRequest } from './pull-request.ts';
import { readTime } from './read-time.ts';
import type { Attributed } from './to-changes.ts';

interface Batch {
  readonly attributed: readonly Attributed[];
  /** Commits whose pull requests could not be read, and why. */
  readonly unknown: number;
  readonly problem: string | null;
}

/** The pull request of each commit, one GraphQL query per 100. What cannot be read is left out and said. */
export async function attributeOnGithub(
  ask: Ask,
  graphqlUrl: string,
  slug: string,
  commits: readonly Commit[],
): Promise<Attribution> {
  const batches = await inParallel(githubBatches(commits), (batch) =>
    readBatch(ask, graphqlUrl, slug, batch),
  );
  const unknown = batches.reduce((sum, batch) => sum + batch.unknown, 0);
  const problem = batches.find((batch) => batch.problem !== null)?.problem;
  return {
    attributed: batches.flatMap((batch) => batch.attributed),
    notes:
      unknown === 0
        ? []
        : [
            `the pull requests of ${unknown} of ${commits.length} commits could not be read, so squash commits among them are dated by their merge: ${problem ?? 'GitHub left them out'}`,
          ],
  };
}

async function readBatch(
  ask: Ask,
  graphqlUrl: string,
  slug: string,
  commits: readonly Commit[],
): Promise<Batch> {
  const [owner, name] = slug.split('/');
  const query = pullRequestQuery(commits.map(({ sha }) => sha));
  const answer = await ask({ url: graphqlUrl, body: { query, variables: { owner, name } } });
  const body = 'body' in answer ? answer.body : null;
  const found = commits.map((commit, index) => {
    const nodes = at(body, 'data', 'repository', `c${index}`, 'associatedPullRequests', 'nodes');
    return { commit, nodes: Array.isArray(nodes) ? (nodes as readonly unknown[]) : null };
  });
  return {
    attributed: found.map(({ commit, nodes }) => attribute(commit, nodes ?? [], slug)),
    unknown: found.filter(({ nodes }) => nodes === null).length,
    problem: 'reason' in answer ? answer.reason : graphqlProblem(body, 'pull-requests: read'),
  };
}

function attribute(commit: Commit, nodes: readonly unknown[], slug: string): Attributed {
  const merged = nodes.flatMap((node) => mergedPullRequest(node, slug));
  const pullRequest = firstMerged(merged);
  const node = nodes.find((one) => numberAt(one, 'number') === pullRequest?.number);
  const isMergeResult = textAt(node, 'mergeCommit', 'oid') === commit.sha;
  return {
    commit,
    pullRequest,
    isSquash: pullRequest !== null && isMergeResult && isSquash(commit, pullRequest),
  };
}

/** Merged into this repository: a commit may also belong to pull requests of forks, and to open ones. */
function mergedPullRequest(node: unknown, slug: string): PullRequest[] {
  const number = numberAt(node, 'number');
  const mergedAt = readTime(textAt(node, 'mergedAt'));
  const base = textAt(node, 'baseRepository', 'nameWithOwner');
  if (number === null || mergedAt === null || base?.toLowerCase() !== slug.toLowerCase()) return [];
  return [
    {
      number,
      url: textAt(node, 'url'),
      title: textAt(node, 'title'),
      branch: textAt(node, 'headRefName'),
      labels: listAt(node, 'labels', 'nodes').flatMap((label) => textAt(label, 'name') ?? []),
      createdAt: readTime(textAt(node, 'createdAt')),
      mergedAt,
      // The first hundred, and the last one, which tells a rebase of more.
      ownCommits: [...listAt(node, 'commits', 'nodes'), ...listAt(node, 'latest', 'nodes')].map(
        (one) => ({
          sha: textAt(one, 'commit', 'oid') ?? '',
          authoredAt: readTime(textAt(one, 'commit', 'authoredDate')),
        }),
      ),
    },
  ];
}
