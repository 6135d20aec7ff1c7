import { eventIdentifier, jobIdentifier, type Sha256 } from './identifier.ts';
import type { RunContext } from './run-context.ts';
import type { TrackedEvent } from './tracked-event.ts';

/** What tells one run from another. */
export interface RunFacts {
  readonly context: RunContext;
  readonly event: TrackedEvent | null;
  readonly createdAt: string;
}

/** Where it was deployed; the environment by its own name, if it has one. */
export interface DeploymentPlace {
  readonly service: string;
  readonly environment: string;
}

/** The identifier by the event when that is the deployment, else by run, attempt and job. */
export function deriveIdentifier(
  { context, event, createdAt }: RunFacts,
  place: DeploymentPlace,
  sha256: Sha256,
): string {
  const where = { repository: context.repository.slug, ...place };
  if (event !== null) {
    return eventIdentifier({ ...where, identity: event.identity, attempt: event.attempt }, sha256);
  }
  const { id, attempt } = context.run;
  const runId = isNamelessRun(context) ? `at-${createdAt}` : id;
  return jobIdentifier({ ...where, runId, attempt, job: jobOf(context) }, sha256);
}

/** Whether nothing but its time tells the run from others: all of them would share one identifier. */
export function isNamelessRun(context: RunContext): boolean {
  return context.run.id === null && (context.job.id === null || jobOf(context) !== context.job.id);
}

/** Where a retry has no attempt number (GitLab), only the job's id tells it from the first try. */
const jobOf = ({ run, job }: RunContext): string | null =>
  run.attempt === null ? (job.id ?? job.name) : (job.name ?? job.id);
