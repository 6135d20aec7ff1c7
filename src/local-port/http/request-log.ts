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

/** More than this pushes the earliest out, so that a long load does not fill the memory. */
const mostKept = 10_000;
const mostBytes = 64 * 1024 * 1024;

interface Kept {
  readonly request: LoggedRequest;
  readonly bytes: number;
}

/** The latest requests, in the order of their arrival. */
export class RequestLog {
  #kept: (Kept | null)[] = [];
  /** Places before this one are empty. */
  #first = 0;
  #bytes = 0;
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** `bytes` is the size of the body, whose parsed form is kept. */
  add(request: Omit<LoggedRequest, 'number' | 'status'>, bytes: number): LoggedRequest {
    this.#total += 1;
    const logged: LoggedRequest = { number: this.#total, ...request, status: null };
    this.#kept.push({ request: logged, bytes });
    this.#bytes += bytes;
    while (this.#kept.length - this.#first > mostKept || this.#bytes > mostBytes) this.#pushOut();
    return logged;
  }

  list(): readonly LoggedRequest[] {
    return this.#kept.flatMap((one) => one?.request ?? []);
  }

  clear(): void {
    this.#kept = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#total = 0;
  }

  /** Empty places are taken away many at once, because taking away the first one moves all others. */
  #pushOut(): void {
    this.#bytes -= this.#kept[this.#first]?.bytes ?? 0;
    this.#kept[this.#first] = null;
    this.#first += 1;
    if (this.#first < mostKept && this.#first < this.#kept.length) return;
    this.#kept = this.#kept.slice(this.#first);
    this.#first = 0;
  }
}
