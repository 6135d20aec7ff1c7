import type { AskingJob, HostRun } from '../deployment/host-facts.ts';
import { at, numberAt, textAt } from './json.ts';
import { readTime } from './read-time.ts';

/** How a pipeline ended that is still running the job which asks. */
export type PipelineEnd = Pick<HostRun, 'status' | 'attempt' | 'startedAt' | 'finishedAt'>;

/** Source: GitLab docs, "Jobs API"; a manual job that nobody played has not begun, and holds nothing up. */
const ended = ['success', 'failed', 'canceled', 'skipped', 'manual'];

/**
 * The end of a pipeline by its jobs, which may hold those that were tried again, and its trigger jobs: of each name the
 * last one counts, and what may fail does not. Jobs beside the one that asks run while it does.
 */
export function gitlabPipelineEnd(jobs: readonly unknown[], asking: AskingJob): PipelineEnd {
  const last = lastTries(jobs).filter((job) => counts(job, asking));
  const statuses = last.map((job) => textAt(job, 'status') ?? '');
  const required = last.filter((job) => at(job, 'allow_failure') !== true);
  const has = (status: string): boolean => required.some((job) => textAt(job, 'status') === status);
  const times = (key: string): readonly string[] =>
    last.flatMap((job) => readTime(textAt(job, key)) ?? []).sort();
  return {
    status: statusOf(statuses, has),
    attempt: mostTries(jobs, asking),
    startedAt: times('started_at')[0] ?? null,
    finishedAt: times('finished_at').at(-1) ?? null,
  };
}

function statusOf(statuses: readonly string[], has: (status: string) => boolean): string {
  const open = statuses.find((status) => !ended.includes(status));
  if (open !== undefined) return 'running';
  if (has('failed')) return 'failed';
  if (has('canceled')) return 'canceled';
  // A failure that is allowed has ended well.
  return statuses.some((status) => status === 'success' || status === 'failed')
    ? 'success'
    : 'skipped';
}

function lastTries(jobs: readonly unknown[]): readonly unknown[] {
  const last = new Map<string, unknown>();
  for (const job of [...jobs].sort((a, b) => idOf(a) - idOf(b))) last.set(nameOf(job), job);
  return [...last.values()];
}

/** The asking job itself does not count, nor does what GitLab runs after everything else. */
function counts(job: unknown, asking: AskingJob): boolean {
  if (String(idOf(job)) === asking.id) return false;
  const isBeside = asking.stage !== null && textAt(job, 'stage') === asking.stage;
  if (!isBeside) return true;
  return asking.stage !== '.post' && ended.includes(textAt(job, 'status') ?? '');
}

/** How often the job that was tried most was tried: the pipeline has no number of its own for that. */
function mostTries(jobs: readonly unknown[], asking: AskingJob): number {
  const tries = new Map<string, number>();
  for (const job of jobs) {
    if (counts(job, asking)) tries.set(nameOf(job), (tries.get(nameOf(job)) ?? 0) + 1);
  }
  return Math.max(1, ...tries.values());
}

const idOf = (job: unknown): number => numberAt(job, 'id') ?? 0;
const nameOf = (job: unknown): string => textAt(job, 'name') ?? '';
