import type { Fault } from './fault.ts';
import { pathGlob } from './path-glob.ts';

/** A fault with how often it has met its requests. */
export interface ArmedFault {
  readonly id: number;
  readonly fault: Fault;
  /** Matching requests so far, those that passed included. */
  readonly seen: number;
  readonly hits: number;
}

interface Armed extends ArmedFault {
  readonly matches: (path: string) => boolean;
  seen: number;
  hits: number;
}

/** The faults that wait for their requests, the earliest first. */
export class Faults {
  #armed: Armed[] = [];
  #lastId = 0;

  add(fault: Fault): number {
    this.#lastId += 1;
    const matches = pathGlob(fault.path ?? '**');
    this.#armed.push({ id: this.#lastId, fault, matches, seen: 0, hits: 0 });
    return this.#lastId;
  }

  list(): readonly ArmedFault[] {
    return this.#armed.map(({ id, fault, seen, hits }) => ({ id, fault, seen, hits }));
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault for this request, if any. Every fault counts the requests that match it, whoever hits them. */
  take(method: string, path: string): Fault | null {
    const matching = this.#armed.filter(
      ({ fault, matches }) =>
        (fault.method === undefined || fault.method.toUpperCase() === method) && matches(path),
    );
    for (const armed of matching) armed.seen += 1;
    const hit = matching.find(
      ({ fault, seen, hits }) => seen > fault.skip && (fault.times === null || hits < fault.times),
    );
    if (!hit) return null;
    hit.hits += 1;
    return hit.fault;
  }
}
