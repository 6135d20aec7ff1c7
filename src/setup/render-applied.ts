import type { Applied } from './apply-plan.ts';

/** What was done, what failed and what was not tried, line by line; nothing when all went well. */
export function renderApplied({ done, forbidden, failed, pending }: Applied): string[] {
  const refused = forbidden.map(({ does }) => `not allowed with these credentials: ${does}`);
  if (failed === null) return refused;
  return [
    ...refused,
    `stopped: ${failed.step.does}: ${failed.error.message}; ${failed.error.hint} [${failed.error.code}]`,
    `done: ${done.length} of ${done.length + forbidden.length + 1 + pending.length} requests`,
    ...pending.map(({ does }) => `not done: ${does}`),
    'run it again when that is mended: what is done stays, the rest follows',
  ];
}
