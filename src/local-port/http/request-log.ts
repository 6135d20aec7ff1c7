import type { Json } from '../model/json.ts';

/** One request to a Port route and what became of it; holds no secret. */
export interface LoggedRequest {
  /** Counts from 1 since the start or the last reset. */
  readonly number: number;
  /** RFC 3339, by the server's clock. */
  readonly at: string;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; a text when it is not JSON; absent when there is none or it is too large. */
  readonly body?: Json;
  /** The kind of the fault that hit it. */
  readonly fault?: string;
  /** What was answered; `null` when nothing was, or not yet. */
  status: number | null;
  /** What went wrong inside the server, if it did. */
  problem?: string;
}

/** More requests than this push the earliest out, so that a long load does not fill the memory. */
const mostKept = 10_000;

/** The latest requests, in the order of their arrival. */
export class RequestLog {
  #kept: LoggedRequest[] = [];
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(request: Omit<LoggedRequest, 'number' | 'status'>): LoggedRequest {
    this.#total += 1;
    const logged: LoggedRequest = { number: this.#total, ...request, status: null };
    this.#kept.push(logged);
    // Half at once, because taking away the first one each time would move all others.
    if (this.#kept.length > mostKept * 2) this.#kept = this.#kept.slice(-mostKept);
    return logged;
  }

  list(): readonly LoggedRequest[] {
    return this.#kept.slice(-mostKept);
  }

  clear(): void {
    this.#kept = [];
    this.#total = 0;
  }
}
