import type { RateLimit } from '../local-port.ts';

/** The numbers that Port published for its API in 2025, per organization. */
const published: RateLimit = { limit: 35_000, periodSeconds: 300 };

/** Counts requests in windows of fixed length. Without a limit of its own it never refuses, nor tells anyone to wait. */
export class RateWindow {
  readonly #enforced: boolean;
  readonly #limit: RateLimit;
  #began = 0;
  #used = 0;

  constructor(limit: RateLimit | undefined) {
    this.#enforced = limit !== undefined;
    this.#limit = limit ?? published;
  }

  get limit(): number {
    return this.#limit.limit;
  }

  get periodSeconds(): number {
    return this.#limit.periodSeconds;
  }

  /** Requests that are left; clients stop at 0, so it stays at 1 where nothing is enforced. */
  get remaining(): number {
    return Math.max(this.#limit.limit - this.#used, this.#enforced ? 0 : 1);
  }

  /** When the window ends, in milliseconds since the epoch. */
  get resetsAt(): number {
    return this.#began + this.#limit.periodSeconds * 1000;
  }

  /** Counts one request and tells whether it is still allowed. */
  hit(now: number): boolean {
    if (now >= this.resetsAt || now < this.#began) {
      this.#began = now;
      this.#used = 0;
    }
    this.#used += 1;
    return !this.#enforced || this.#used <= this.#limit.limit;
  }

  reset(): void {
    this.#began = 0;
    this.#used = 0;
  }
}
