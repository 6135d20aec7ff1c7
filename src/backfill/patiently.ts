import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Clock } from '../host/host.ts';

/** How long there is time to wait. */
export interface PatienceSettings {
  readonly clock: Clock;
  /** Milliseconds since the epoch: no pause goes beyond it. */
  readonly deadline: number;
  /** Ends pauses. */
  readonly signal: AbortSignal;
}

/** What passes by itself, after more than the few tries of one request: Port is restarted, or others use up its limit. */
const passing = new Set<string>(['API_SERVER', 'API_NETWORK', 'API_TIMEOUT', 'API_RATE_LIMITED']);

export const isPassing = (error: unknown): boolean =>
  error instanceof PortDoraError && passing.has(error.code);

const pausesMs = [5_000, 20_000, 60_000];

/** The pauses between the tries of something long; they end where there is no time left. */
export async function* pauses({ clock, deadline, signal }: PatienceSettings): AsyncGenerator<void> {
  for (const pause of pausesMs) {
    if (signal.aborted || clock.now() + pause >= deadline) return;
    try {
      await clock.sleep(pause, signal);
    } catch {
      return;
    }
    yield;
  }
}

/** Does something that may be done again, and does so a few times where Port has a passing fault. */
export async function patiently<Result>(
  work: () => Promise<Result>,
  settings: PatienceSettings,
): Promise<Result> {
  const tries = pauses(settings);
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown) || (await tries.next()).done) throw thrown;
    }
  }
}
