import type { DeploymentStatus } from './record.ts';

/** What a CI's word for an outcome says about the deployment. */
export type StatusMeaning = DeploymentStatus | 'not-a-deployment' | 'not-finished' | 'unknown';

/**
 * The words of all CIs, in lower case without separators, so `SucceededWithIssues`, `hard_failed` and `NOT_BUILT` are found.
 * Left out on purpose: `0` and `1` (an exit code says the opposite of a flag), `true` and `false` (the answer of both
 * `success()` and `failure()`), `completed` and `finished` (they do not say how).
 */
export const statusWords: Readonly<Record<Exclude<StatusMeaning, 'unknown'>, readonly string[]>> = {
  Success: [
    'success',
    'succeeded',
    'successful',
    'passed',
    'fixed',
    'ok',
    // Azure: a warning does not undo what was deployed.
    'succeededwithissues',
    'partiallysucceeded',
  ],
  Failed: [
    'failure',
    'failed',
    'fail',
    'failing',
    'error',
    'errored',
    'fault',
    'timedout',
    'timeout',
    'startupfailure',
    'infrastructurefail',
    'terminal',
    'hardfailed',
    // Buildkite, Harness and Spinnaker: the pipeline may go on after such a step, but the step that deploys failed.
    'softfailed',
    'ignorefailed',
    'failedcontinue',
    // Jenkins: "completed, but something is wrong". Whoever deploys with it can say `status: success`.
    'unstable',
  ],
  'not-a-deployment': [
    'cancelled',
    'canceled',
    'aborted',
    'abandoned',
    'terminated',
    'killed',
    'stopped',
    'skipped',
    'neutral',
    'stale',
    'inactive',
    'omitted',
    'notbuilt',
    'notrun',
    'notdeployed',
    'declined',
    'denied',
    'approvalrejected',
    'unauthorized',
    // GitHub: someone has to approve first; the same run reports again when it went on.
    'actionrequired',
  ],
  'not-finished': [
    'running',
    'pending',
    'queued',
    'inprogress',
    'waiting',
    'waitingforresource',
    'requested',
    'created',
    'scheduled',
    'preparing',
    'started',
    'starting',
    'notstarted',
    'executing',
    'building',
    'deploying',
    'paused',
    'suspended',
    'blocked',
    'manual',
    'onhold',
    'pendingapproval',
    'approvalwaiting',
    'canceling',
    'cancelling',
    'terminating',
  ],
};

const meanings: ReadonlyMap<string, StatusMeaning> = new Map(
  Object.entries(statusWords).flatMap(([meaning, words]) =>
    words.map((word) => [word, meaning as StatusMeaning] as const),
  ),
);

/** What a word means, in any case and with any separators; `unknown` rather than a guess. */
export function readStatusWord(word: string): StatusMeaning {
  return meanings.get(word.toLowerCase().replace(/[\s_-]+/g, '')) ?? 'unknown';
}
