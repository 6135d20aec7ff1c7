import { isForkPullRequest } from '../ci/github-fork.ts';
import { readRunContext } from '../ci/read-run-context.ts';
import { readTrackedEvent } from '../ci/read-tracked-event.ts';
import type { Host } from '../host/host.ts';
import type { OptionProblem } from '../options/option-problem.ts';
import { areProblems, findCredentials } from './credentials.ts';
import { forkNotice } from './fork-notice.ts';
import type { ReadReportOptions } from './report-options.ts';
import type { Problem } from './report-result.ts';

/** What can be said before the deployment begins. */
export interface EarlyCheck {
  /** All of them need action. */
  readonly problems: readonly (OptionProblem | Problem)[];
  /** Why nothing will be reported although nothing is wrong. */
  readonly notice: string | null;
}

/** Finds wrong options, missing credentials and an event that does not fit, without asking anyone. */
export async function checkEarly(
  { values, problems }: ReadReportOptions,
  host: Host,
): Promise<EarlyCheck> {
  const found = values.dryRun ? [] : findCredentials(values);
  const missing = areProblems(found) ? found : [];
  const reading = await readRunContext(host, {
    jobId: null,
    jobStatus: null,
    ci: values.ci ?? null,
  });
  if (missing.length > 0 && isForkPullRequest(reading.event.payload)) {
    return { problems, notice: forkNotice };
  }
  return { problems: [...problems, ...missing, ...wrongEvent()], notice: null };

  function wrongEvent(): Problem[] {
    if (values.track === 'job') return [];
    const event = readTrackedEvent(values.track, reading, host.clock.now());
    return event.kind === 'wrong-event'
      ? [{ code: 'CI_EVENT', message: event.reason, hint: event.hint }]
      : [];
  }
}
