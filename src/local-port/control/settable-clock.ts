import type { Clock } from '../../host/host.ts';

/** A clock that can be set and moved; until then it is the one underneath, whose `sleep` it always uses. */
export class SettableClock implements Clock {
  readonly #base: Clock;
  #offset = 0;
  #frozenAt: number | null = null;

  constructor(base: Clock) {
    this.#base = base;
  }

  get isFrozen(): boolean {
    return this.#frozenAt !== null;
  }

  now(): number {
    return this.#frozenAt ?? this.#base.now() + this.#offset;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#base.sleep(ms, signal);
  }

  /** Sets the time, and lets it stand still or run on from there. */
  set(time: number, frozen: boolean): void {
    this.#frozenAt = frozen ? time : null;
    this.#offset = time - this.#base.now();
  }

  advance(ms: number): void {
    if (this.#frozenAt !== null) this.#frozenAt += ms;
    this.#offset += ms;
  }

  /** Back to the clock underneath. */
  reset(): void {
    this.#frozenAt = null;
    this.#offset = 0;
  }
}
