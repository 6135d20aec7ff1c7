import type { ChangedFiles } from '../ci/changed-files.ts';
import { isForkPullRequest } from '../ci/github-fork.ts';
import { type CiReading, readRunContext } from '../ci/read-run-context.ts';
import type { RunContext } from '../deployment/run-context.ts';
import type { EventReading } from '../deployment/tracked-event.ts';
import type { WorkflowFilter } from '../deployment/workflow-filter.ts';
import type { Host } from '../host/host.ts';
import type { FactSources } from './fact-sources.ts';
import { overrideContext } from './override-context.ts';
import type { readChangedFiles as ReadChangedFiles } from './read-changed-files.ts';
import type { ReportOptionValues } from './report-options.ts';

/** Everything that is known about a run before anything is decided. */
export interface RunFacts {
  readonly context: RunContext;
  /** `null` when the job itself is the deployment. */
  readonly event: EventReading | null;
  /** `null` when no service asks for them. */
  readonly changedFiles: ChangedFiles | null;
  /** Pull requests from forks get no secrets: that they are missing is nobody's mistake. */
  readonly isForkPullRequest: boolean;
}

/** Reads the facts of this run; what cannot be read is `null` or a reason, never an exception. */
export async function readFacts(
  host: Host,
  options: ReportOptionValues,
  sources: FactSources,
): Promise<RunFacts> {
  const hints = { jobId: options.jobId ?? null, jobStatus: options.jobStatus ?? null };
  const reading = await readRunContext(host, { ...hints, ci: options.ci ?? null });
  const { event: ciEvent } = reading;
  const event = await readEvent(host, reading, options, sources);
  const context = overrideContext(
    await withEnvironment(reading, event, options, host, sources),
    options,
  );
  return {
    context,
    event,
    changedFiles: needsChangedFiles(options)
      ? await readFiles(host, reading, context, options, sources)
      : null,
    isForkPullRequest: isForkPullRequest(ciEvent.payload),
  };
}

const needsChangedFiles = ({ service }: ReportOptionValues): boolean =>
  service?.some(({ globs }) => globs) ?? false;

/** What follows is loaded only by the reports that need it: every file costs the others time at their start. */
const readFiles: typeof ReadChangedFiles = async (...input) =>
  (await import('./read-changed-files.ts')).readChangedFiles(...input);

/** GitHub hands the event on; GitLab and Azure Pipelines have none, so their hosts may be asked. */
async function readEvent(
  host: Host,
  reading: CiReading,
  options: ReportOptionValues,
  { signal }: FactSources,
): Promise<EventReading | null> {
  const { track, workflow } = options;
  if (track === 'job') return null;
  const filter = workflow.length === 0 ? null : await filterBy(workflow);
  if (reading.context.ci === 'gitlab' || reading.context.ci === 'azure') {
    const { readHostEvent } = await import('./read-host-event.ts');
    const context = overrideContext(reading.context, options);
    return readHostEvent(track, { context, filter, signal }, options, host);
  }
  const { readTrackedEvent } = await import('../ci/read-tracked-event.ts');
  return readTrackedEvent(track, reading, host.clock.now(), filter);
}

const filterBy = async (patterns: readonly string[]): Promise<WorkflowFilter> => ({
  patterns,
  matchesName: (await import('../deployment/glob.ts')).matchesName,
});

/** A name is worth waiting for, but never the report itself: at most this long, and a quarter of the time for everything. */
const longestWaitForName = 5000;

/** GitHub tells the name of the job's environment only through OIDC; it is asked only when nobody said the name. */
async function withEnvironment(
  { context }: CiReading,
  event: EventReading | null,
  options: ReportOptionValues,
  { env, secrets, log }: Host,
  sources: FactSources,
): Promise<RunContext> {
  if (options.environment || event || context.environment || context.ci !== 'github')
    return context;
  if (!env.ACTIONS_ID_TOKEN_REQUEST_URL) return context;
  const { readGithubEnvironment } = await import('../ci/github-environment.ts');
  const limit = AbortSignal.timeout(Math.min(longestWaitForName, options.timeout * 250));
  const environment = await readGithubEnvironment({
    ...{ env, secrets, log, fetch: sources.fetch },
    signal: AbortSignal.any([sources.signal, limit]),
  });
  return environment === null ? context : { ...context, environment };
}
