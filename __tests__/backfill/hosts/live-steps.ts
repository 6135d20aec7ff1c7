import { buildHistory, type History, type HistoryCommit } from '../../scm/history.ts';
import type { PullRequestFacts } from '../../scm/hosts/pull-request-facts.ts';

/** One try to deploy, on every host alike. */
export interface LiveStep {
  readonly commit: string;
  readonly run: number;
  readonly attempt: number;
  readonly isFailed: boolean;
  readonly actor: string;
  readonly began: string;
  readonly ended: string;
}

const day = (index: number, time: string): string =>
  `2026-02-${String(index).padStart(2, '0')}T${time}.000Z`;

const step = (
  at: number,
  commit: string,
  run: number,
  more: Partial<Pick<LiveStep, 'attempt' | 'isFailed' | 'actor'>> = {},
): LiveStep => ({
  ...{ commit, run, attempt: 1, isFailed: false, actor: 'jane', ...more },
  ...{ began: day(at, '10:00:00'), ended: day(at, '10:05:00') },
});

/** Releases, one that failed and was tried again by somebody else, and a rollback at the end. */
export const liveSteps: readonly LiveStep[] = [
  step(2, 'c1', 101),
  step(4, 'c2', 102),
  step(6, 'c3', 103, { isFailed: true }),
  step(7, 'c3', 103, { attempt: 2, actor: 'kim' }),
  step(9, 'c4', 104),
  step(11, 'c2', 105),
];

/** A version of each commit. */
export interface LiveVersion {
  readonly number: number;
  readonly commit: string;
  readonly tag: string;
  /** When its commit came to `main`, and when it was published. */
  readonly mergedAt: string;
  readonly publishedAt: string;
  readonly actor: string;
}

export const liveVersions: readonly LiveVersion[] = [1, 2, 3, 4].map((number) => ({
  ...{ number, commit: `c${number}`, tag: `v1.${number}.0`, actor: number === 3 ? 'kim' : 'jane' },
  ...{ mergedAt: day(number * 2 - 1, '09:00:00'), publishedAt: day(number * 2, '09:30:00') },
}));

/** The key of the job that deploys at a commit: it was given another one, and kept its name. */
export const jobKeyAt = (commit: string): string => (commit === 'c4' ? 'deploy' : 'ship');

export const workflowPath = '.github/workflows/deploy.yml';
export const jobName = 'Ship it';

const workflowAt = (commit: string): string =>
  `jobs:\n  ${jobKeyAt(commit)}:\n    name: ${jobName}\n    environment: production\n`;

const commits: readonly HistoryCommit[] = [1, 2, 3, 4].map((number) => ({
  ...{ id: `c${number}`, parents: number === 1 ? [] : [`c${number - 1}`] },
  files: { 'shop.txt': String(number), [workflowPath]: workflowAt(`c${number}`) },
  ...{ message: `feat: ${number}`, authoredAt: day(number * 2 - 1, '08:00:00') },
}));

/** Each commit came by a merge request of its own, which was rebased. */
export const livePullRequests: readonly PullRequestFacts[] = liveVersions.map(
  ({ number, commit, mergedAt }) => ({
    ...{ number, title: `feat: ${number}`, mergedAt, createdAt: day(number * 2 - 1, '08:10:00') },
    ...{ method: 'rebase', own: [commit], made: [commit], branch: `change-${number}` },
  }),
);

export const buildLiveHistory = (): History => buildHistory(commits);
