import { type AzureAddress, azureCommit } from './azure-commits.ts';
import {
  type AzurePullRequest,
  type CommitPullRequests,
  ownCommitsOnAzure,
  pullRequestsOnAzure,
} from './azure-pull-requests.ts';
import type { Commit } from './commit.ts';
import type { Ask } from './host-client.ts';
import { inParallel } from './in-parallel.ts';
import { firstMerged, type OwnCommit } from './pull-request.ts';
import type { Attributed } from './to-changes.ts';

/**
 * Azure Repos tells the own commits of pull requests only one by one, so squashed and rebased ones cost one request
 * each, at most so many.
 */
const mostLookUps = 100;

/** How git words a merge when nobody changes it. */
const mergeMessage = /^Merge (?:branch|branches|remote-tracking branch|commit|tag|pull request) /;

interface Judged {
  readonly commit: Commit;
  readonly pullRequest: AzurePullRequest | null;
  readonly isMadeByIt: boolean;
  /** Also those that carried it on later: it is one of their own commits too. */
  readonly numbers: readonly number[];
  /** Whether it is a merge commit: by its parents or pull request, by its message, or not at all. */
  readonly merge: 'known' | 'by message' | null;
}

/** The pull request of each commit that is no merge commit, and what is not certain about them. */
export async function attributeOnAzure(
  ask: Ask,
  address: AzureAddress,
  webUrl: string,
  commits: readonly Commit[],
): Promise<{ readonly attributed: readonly Attributed[]; readonly notes: readonly string[] }> {
  const found = await pullRequestsOnAzure(ask, address, webUrl, commits);
  const judged = await inParallel(found, (one) => judge(ask, address, one));
  const changes = judged.filter(({ merge }) => merge === null);
  const own = await readOwnCommits(ask, address, changes);
  return {
    attributed: changes.map((change) => attribute(change, own)),
    notes: [
      ...unreadNote(found),
      ...messageNote(judged),
      ...lookUpNote(changes.filter(isRewritten).length, own.unread),
    ],
  };
}

/** Lists have no parents, so a merge commit is told by how its pull request was completed, else by its message. */
async function judge(
  ask: Ask,
  address: AzureAddress,
  { commit, madeBy, broughtBy }: CommitPullRequests,
): Promise<Judged> {
  const maker = firstMerged(madeBy) as AzurePullRequest | null;
  const first = firstMerged([...madeBy, ...broughtBy]) as AzurePullRequest | null;
  const numbers = [...madeBy, ...broughtBy].map(({ number }) => number);
  const isMadeByIt = first !== null && first === maker;
  const judged = { commit, pullRequest: first, isMadeByIt, numbers };
  if (commit.parents !== null) return { ...judged, merge: null };
  if (maker === null || maker.strategy === null) {
    const isWorded = mergeMessage.test(commit.message);
    if (maker === null || isWorded) return { ...judged, merge: isWorded ? 'by message' : null };
    return { ...judged, merge: (await hasSeveralParents(ask, address, commit)) ? 'known' : null };
  }
  const isMerge = maker.strategy === 'noFastForward' || maker.strategy === 'rebaseMerge';
  return { ...judged, merge: isMerge ? 'known' : null };
}

async function hasSeveralParents(
  ask: Ask,
  { repository, version }: AzureAddress,
  { sha }: Commit,
): Promise<boolean> {
  const answer = await ask({ url: `${repository}/commits/${sha}?${version}` });
  const [commit] = 'body' in answer ? azureCommit(answer.body) : [];
  return (commit?.parents?.length ?? 0) > 1;
}

/** Whether completing the pull request made new commits in place of its own. */
const isRewritten = ({ pullRequest, isMadeByIt }: Judged): boolean =>
  pullRequest !== null && isMadeByIt && pullRequest.strategy !== 'noFastForward';

interface OwnCommits {
  readonly byNumber: ReadonlyMap<number, readonly OwnCommit[]>;
  readonly unread: number;
}

/** Those of rewritten pull requests from the host; those of the others are the commits that were read already. */
async function readOwnCommits(
  ask: Ask,
  address: AzureAddress,
  changes: readonly Judged[],
): Promise<OwnCommits> {
  const byNumber = new Map<number, readonly OwnCommit[]>();
  for (const { commit, numbers } of changes) {
    for (const number of numbers) byNumber.set(number, [...(byNumber.get(number) ?? []), commit]);
  }
  const rewritten = changes.filter(isRewritten).flatMap(({ pullRequest }) => pullRequest ?? []);
  const numbers = [...new Set(rewritten.map(({ number }) => number))];
  const read = await inParallel(numbers.slice(0, mostLookUps), async (number) => ({
    number,
    own: await ownCommitsOnAzure(ask, address, number),
  }));
  const known = read.flatMap(({ number, own }) => (own === null ? [] : [{ number, own }]));
  for (const { number, own } of known) byNumber.set(number, own);
  return { byNumber, unread: numbers.length - known.length };
}

function attribute(judged: Judged, { byNumber }: OwnCommits): Attributed {
  const { commit, pullRequest } = judged;
  if (pullRequest === null) return { commit, pullRequest, isSquash: false };
  const ownCommits = byNumber.get(pullRequest.number) ?? [];
  return {
    commit,
    pullRequest: { ...pullRequest, ownCommits },
    isSquash: isRewritten(judged) && pullRequest.strategy !== 'rebase',
  };
}

function unreadNote(found: readonly CommitPullRequests[]): string[] {
  const unread = found.filter(({ problem }) => problem !== null);
  return unread.length === 0
    ? []
    : [
        `the pull requests of ${unread.length} of ${found.length} commits could not be read, so squash commits among them are dated by their merge: ${unread[0]?.problem}`,
      ];
}

function messageNote(judged: readonly Judged[]): string[] {
  const worded = judged.filter(({ merge }) => merge === 'by message').length;
  return worded === 0
    ? []
    : [
        `${worded} commits were taken for merge commits by their message, since Azure Repos lists no parents`,
      ];
}

function lookUpNote(rewritten: number, unread: number): string[] {
  return unread === 0
    ? []
    : [
        `the own commits of ${unread} pull requests behind ${rewritten} squash commits could not be read, so these are dated by their merge`,
      ];
}
