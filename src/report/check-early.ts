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
  const known = (await isConfigToCome(values.config, host))
    ? problems.filter(({ code }) => code !== 'OPTION_CONFIG_FILE')
    : problems;
  return { problems: [...known, ...missing, ...wrongEvent()], notice: null };

  function wrongEvent(): Problem[] {
    if (values.track === 'job') return [];
    const event = readTrackedEvent(values.track, reading, host.clock.now());
    return event.kind === 'wrong-event'
      ? [{ code: 'CI_EVENT', message: event.reason, hint: event.hint }]
      : [];
  }
}

/** A step that stands first runs before the checkout that brings the config file, which is read again at the job's end. */
async function isConfigToCome(path: string | undefined, { files }: Host): Promise<boolean> {
  if (path === undefined) return false;
  return files.read(path).then(
    (text) => text === null,
    () => false,
  );
}
