import type { Clock, Git } from '../host/host.ts';
import type { ChangeRange } from './change-source.ts';

/** How a shallow checkout may be made deeper. */
export interface Deepening {
  readonly git: Git;
  readonly clock: Clock;
  readonly remote: string;
}

const steps = ['--deepen=200', '--deepen=2000', '--unshallow'] as const;

/**
 * Fetches more history, step by step, until a step was enough, and at most until the deadline. Only commits that lead
 * to the range are fetched: no tags, no submodules (they may be private).
 */
export async function* deepen(
  { git, clock, remote }: Deepening,
  { head, exclude }: ChangeRange,
  deadline: number,
): AsyncGenerator<void> {
  for (const step of steps) {
    if (clock.now() >= deadline) return;
    const fetch = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', step, remote];
    // A server that has lost one commit refuses to send any.
    const isFetched =
      (await git([...fetch, head, ...exclude])) !== null || (await git([...fetch, head])) !== null;
    if (isFetched) yield;
  }
}
