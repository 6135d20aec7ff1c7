import type { Secrets } from '../host/host.ts';
import { singleLine } from '../host/single-line.ts';
import type { PortAddress } from './region.ts';
import { type Route, routeName } from './routes.ts';

/** What an error message needs to know about the request that failed. */
export interface Call {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly address: PortAddress;
  readonly secrets: Pick<Secrets, 'redact'>;
  readonly attempts: number;
  /** Why it was not tried again although it was worth it. */
  readonly stopped: string | null;
}

/** The request in words: route, and what it named. */
export function callName({ route, params }: Call): string {
  const named = Object.entries(params).map(
    ([name, value]) => `${name} "${singleLine(value, 120)}"`,
  );
  return named.length === 0 ? routeName(route) : `${routeName(route)} (${named.join(', ')})`;
}

/** How often and how long it was tried, for the end of a message. */
export function callEffort({ attempts, stopped }: Call): string {
  const tries = attempts > 1 ? `; tried ${attempts} times` : '';
  return stopped === null ? tries : `${tries}; not tried again: ${stopped}`;
}
