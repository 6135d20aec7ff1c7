import { type ChangedFiles, changeRange } from '../ci/changed-files.ts';
import { changedFilesFromGit } from '../ci/changed-files-git.ts';
import { changedFilesFromGithub } from '../ci/changed-files-github.ts';
import type { FetchLike } from '../ci/fetch-like.ts';
import { readGithubEnvironment } from '../ci/github-environment.ts';
import { isForkPullRequest } from '../ci/github-fork.ts';
import { type CiReading, readRunContext } from '../ci/read-run-context.ts';
import { readTrackedEvent } from '../ci/read-tracked-event.ts';
import type { RunContext } from '../deployment/run-context.ts';
import type { EventReading } from '../deployment/tracked-event.ts';
import type { Host } from '../host/host.ts';
import { overrideContext } from './override-context.ts';
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

/** What reading the facts may use of the network. */
export interface FactSources {
  readonly fetch: FetchLike;
  readonly signal: AbortSignal;
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
  const event =
    options.track === 'job' ? null : readTrackedEvent(options.track, reading, host.clock.now());
  const context = overrideContext(
    await withEnvironment(reading, event, options, host, sources),
    options,
  );
  return {
    context,
    event,
    changedFiles: await readChangedFiles(host, reading, context, options, sources),
    isForkPullRequest: isForkPullRequest(ciEvent.payload),
  };
}

/** GitHub tells the name of the job's environment only through OIDC; it is asked only when nobody said the name. */
async function withEnvironment(
  { context }: CiReading,
  event: EventReading | null,
  options: ReportOptionValues,
  { env, secrets, log }: Host,
  { fetch, signal }: FactSources,
): Promise<RunContext> {
  if (options.environment || event || context.environment || context.ci !== 'github')
    return context;
  const environment = await readGithubEnvironment({ env, secrets, log, fetch, signal });
  return environment === null ? context : { ...context, environment };
}

/** From the checkout, else from the host's API; only when services are chosen by their files. */
async function readChangedFiles(
  { env, git, log }: Host,
  { event }: CiReading,
  { repository, sha }: RunContext,
  options: ReportOptionValues,
  { fetch, signal }: FactSources,
): Promise<ChangedFiles | null> {
  if (!options.service?.some(({ globs }) => globs)) return null;
  const previous = options.previousSha;
  const range = previous && sha ? { base: previous, head: sha } : changeRange(event);
  const local = await changedFilesFromGit(git, range);
  if ('files' in local) return local;
  log.debug(`changed files: ${local.reason}`);
  const token = options.githubToken ?? null;
  const remote = await changedFilesFromGithub(
    { env, fetch, token, slug: repository.slug, signal },
    range,
  );
  return 'files' in remote ? remote : { reason: `${local.reason}; ${remote.reason}` };
}
