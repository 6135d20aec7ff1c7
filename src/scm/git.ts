import type { Clock, Git } from '../host/host.ts';
import { attributeMerges } from './attribute-merges.ts';
import type {
  ChangeRange,
  ChangeReading,
  ChangeSource,
  ReadLimits,
  Unreadable,
} from './change-source.ts';
import { isMerge } from './commit.ts';
import { reachableFromAll } from './commit-graph.ts';
import { deepen } from './deepen.ts';
import { isDeepEnough, logRange, missingCommit, touchingCommits } from './git-history.ts';
import type { LoggedCommit } from './git-log.ts';
import { mergedBranch } from './merged-branch.ts';
import type { PullRequest } from './pull-request.ts';
import { pullRequestNumber } from './pull-request-number.ts';
import { refuseRange } from './read-range.ts';
import { toChanges } from './to-changes.ts';

export interface GitCheckout {
  readonly git: Git;
  readonly clock: Clock;
  /** Whether a shallow checkout may be deepened from its remote, which changes the checkout's history. */
  readonly mayDeepen: boolean;
  /** `origin` unless the checkout names it otherwise. */
  readonly remote?: string;
}

const note =
  'read from the checkout, which does not know pull requests: a squash commit is dated by its merge, and pull requests have numbers but no times';

/** Changes from the checkout in the working directory. */
export function createGitSource(checkout: GitCheckout): ChangeSource {
  return {
    id: 'git',
    changes: async (range, limits) => {
      const refused = refuseRange(range.head, range.exclude);
      if (refused !== null) return refused;
      const read = await readCheckout(checkout, range, limits);
      return 'reason' in read ? read : toReading(checkout.git, range, limits, read);
    },
  };
}

async function readCheckout(
  { git, clock, mayDeepen, remote = 'origin' }: GitCheckout,
  range: ChangeRange,
  { commits, deadline }: ReadLimits,
): Promise<readonly LoggedCommit[] | Unreadable> {
  const shallow = await git(['rev-parse', '--is-shallow-repository']);
  if (shallow === null)
    return {
      reason: 'there is no git checkout, or git does not trust its folder (safe.directory)',
    };
  const isShallow = shallow.trim() === 'true';
  // One more than the limit tells whether there are more.
  let read = await readComplete(git, range, commits + 1, isShallow);
  if (!('reason' in read) || !isShallow || !mayDeepen) return read;
  for await (const _ of deepen({ git, clock, remote }, range, deadline)) {
    read = await readComplete(git, range, commits + 1, true);
    if (!('reason' in read)) return read;
  }
  return { reason: `${read.reason}; deepening it did not help` };
}

async function readComplete(
  git: Git,
  range: ChangeRange,
  limit: number,
  isShallow: boolean,
): Promise<readonly LoggedCommit[] | Unreadable> {
  const missing = await missingCommit(git, range);
  if (missing !== null) return { reason: whyMissing(missing, isShallow) };
  const commits = await logRange(git, range, limit);
  if ('reason' in commits || !isShallow) return commits;
  const shas = commits.map(({ sha }) => sha);
  if (await isDeepEnough(git, range, shas)) return commits;
  return {
    reason: 'the checkout is shallow, and its history ends before that of the earlier deployment',
  };
}

function whyMissing(sha: string, isShallow: boolean): string {
  return isShallow
    ? `the checkout is shallow and does not reach commit ${sha}: fetch the whole history, or set \`deepen\``
    : `the checkout does not have commit ${sha}: it was never fetched, or a force push took it away`;
}

async function toReading(
  git: Git,
  range: ChangeRange,
  { commits: limit }: ReadLimits,
  logged: readonly LoggedCommit[],
): Promise<ChangeReading> {
  const touching = range.paths === null ? null : await touchingCommits(git, range, range.paths);
  if (touching !== null && 'reason' in touching) return touching;
  const numbers = attributeMerges(logged, pullRequestNumber);
  const branches = attributeMerges(logged, mergedBranch);
  const known = new Map(logged.map((commit) => [commit.sha, commit]));
  const released = reachableFromAll(known, range.ranBefore ?? []);
  const read = logged.slice(0, limit).filter(({ sha }) => !released.has(sha));
  const changes = read
    .filter((commit) => !isMerge(commit) && (touching === null || touching.has(commit.sha)))
    .map((commit) => ({
      commit,
      pullRequest: numbered(numbers.get(commit.sha)),
      branch: branches.get(commit.sha) ?? null,
      isSquash: false,
    }));
  const truncated = logged.length > limit;
  return toChanges(changes, {
    source: 'git',
    merges: read.filter(isMerge),
    truncated,
    notes: changes.length > 0 ? [note] : [],
  });
}

function numbered(number: number | undefined): PullRequest | null {
  if (number === undefined) return null;
  const unknown = { url: null, title: null, branch: null, createdAt: null, mergedAt: null };
  return { number, ...unknown, labels: [], ownCommits: [] };
}
