import type { Environment } from '../host/host.ts';

/** Names under which the stages of one action step hand on what they know. */
export const stateNames = {
  /** When the job began, RFC 3339. */
  startedAt: 'startedAt',
  /** `true` once the main stage ran: without it the step was skipped. */
  mainRan: 'mainRan',
  /** `true` when the main stage made the report: the config file, which may come with the checkout, no longer decides. */
  reported: 'reported',
} as const;

/** What an earlier stage saved. */
export function readState(env: Environment, name: keyof typeof stateNames): string | null {
  return env[`STATE_${stateNames[name]}`] || null;
}

/** Whether the runner started this process as a stage of the action: it writes every declared input, also empty ones. */
export const isActionStage = (env: Environment): boolean => env['INPUT_JOB-STATUS'] !== undefined;
