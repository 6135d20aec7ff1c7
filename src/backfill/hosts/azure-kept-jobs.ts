import { numberAt, textAt } from '../../scm/json.ts';
import { readTime } from '../../scm/read-time.ts';

/** A deployment job that began, as its environment recorded it; times in milliseconds since the epoch. */
export interface EnvironmentJob {
  readonly environment: { readonly id: number; readonly name: string };
  readonly runId: number;
  /** Both as they are written in the pipeline; a stage that is not is `__default`. */
  readonly stage: string | null;
  readonly job: string | null;
  readonly stageAttempt: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** `null` while the job runs. */
  readonly result: string | null;
}

/** The jobs that were read of a project. */
export interface KeptJobs {
  /** By the id of their pipeline. */
  readonly byPipeline: ReadonlyMap<number, readonly EnvironmentJob[]>;
  count(): number;
  add(environment: EnvironmentJob['environment'], record: unknown): void;
}

/** Keeps what is needed of the records of environments, each name once in memory; `until` is RFC 3339. */
export function createKeptJobs(until: string | null): KeptJobs {
  const byPipeline = new Map<number, EnvironmentJob[]>();
  const names = new Map<string, string>();
  const untilMs = until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
  let count = 0;
  const once = (name: string | null): string | null => {
    if (name !== null && !names.has(name)) names.set(name, name);
    return name === null ? null : (names.get(name) ?? name);
  };
  return {
    byPipeline,
    count: () => count,
    add(environment, record) {
      const pipeline = numberAt(record, 'definition', 'id');
      const runId = numberAt(record, 'owner', 'id');
      const startedAt = timeIn(record, 'startTime');
      const isOfRun = /^build$/i.test(textAt(record, 'planType') ?? 'Build');
      // A job that never began, or only later, is none that this reading looks for.
      if (pipeline === null || runId === null || !isOfRun) return;
      if (startedAt === null || startedAt >= untilMs) return;
      const jobs = byPipeline.get(pipeline) ?? [];
      byPipeline.set(pipeline, jobs);
      count += 1;
      jobs.push({
        ...{ environment, runId, startedAt, finishedAt: timeIn(record, 'finishTime') },
        stage: once(textAt(record, 'stageName')),
        job: once(textAt(record, 'jobName')),
        stageAttempt: numberAt(record, 'stageAttempt') ?? 1,
        result: once(textAt(record, 'result')),
      });
    },
  };
}

/** A time of a record in milliseconds since the epoch. */
export function timeIn(record: unknown, key: string): number | null {
  const time = readTime(textAt(record, key));
  return time === null ? null : Date.parse(time);
}
