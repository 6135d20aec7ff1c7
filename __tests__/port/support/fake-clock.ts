import type { Clock } from '../../../src/host/host.ts';

/** A clock that only moves when somebody sleeps or a test says so; it remembers every sleep. */
export interface FakeClock extends Clock {
  readonly sleeps: number[];
  advance(ms: number): void;
}

export const startOfTest = Date.parse('2026-01-02T03:04:05.000Z');

export function fakeClock(start = startOfTest): FakeClock {
  let time = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => time,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      time += ms;
    },
    advance(ms) {
      time += ms;
    },
  };
}
