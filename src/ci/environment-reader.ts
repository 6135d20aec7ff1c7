import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Environment } from '../host/host.ts';
import { presentValue } from '../host/present-value.ts';
import { baseUrl, repositoryUrl, webUrl } from './web-url.ts';

/** A variable that a provider asked for; never its value, which may be a secret. */
export interface AskedVariable {
  readonly name: string;
  readonly found: boolean;
}

/** Reads variables for providers: empty values and placeholders that were not filled in count as absent, which is `null`. */
export interface EnvironmentReader {
  get(name: string): string | null;
  /** The first of the variables that has a value. */
  first(...names: readonly string[]): string | null;
  /** Whether the variable has a value other than `false`, `0`, `no` and `off`; CIs mark themselves with any word. */
  flag(name: string): boolean;
  /** @throws PortDoraError CI_FACT_MISSING */
  need(name: string): string;
  /** The parts with the separator between them, or `null` when one is missing: no half addresses. */
  join(parts: readonly (string | null)[], separator: string): string | null;
  /** An http(s) address without credentials. */
  url(name: string): string | null;
  /** The address of a server to build others on with `join`: no query, fragment or slash at the end. */
  baseUrl(name: string): string | null;
  /** The web address of a repository, also from its clone address: `git@host:owner/name.git` → `https://host/owner/name`. */
  repositoryUrl(name: string): string | null;
  /** Every variable that was asked for, in the order of the first question. */
  asked(): readonly AskedVariable[];
}

const off = new Set(['false', '0', 'no', 'off']);

/** A reader over the given variables; it remembers what it was asked. */
export function environmentReader(environment: Environment): EnvironmentReader {
  const asked = new Map<string, boolean>();
  const get = (name: string): string | null => {
    const value = Object.hasOwn(environment, name) ? presentValue(environment[name]) : null;
    asked.set(name, value !== null);
    return value;
  };
  const withValue = (name: string, read: (value: string) => string | null): string | null => {
    const value = get(name);
    return value === null ? null : read(value);
  };
  return {
    get,
    first: (...names) => {
      // All are asked, so that the list of variables does not depend on which one was found.
      const values = names.map(get);
      return values.find((value) => value !== null) ?? null;
    },
    flag: (name) => {
      const value = get(name);
      return value !== null && !off.has(value.toLowerCase());
    },
    need: (name) => {
      const value = get(name);
      if (value !== null) return value;
      throw new PortDoraError('CI_FACT_MISSING', `the variable ${name} is not set`, {
        hint: `pass ${name} to the step that reports the deployment`,
      });
    },
    join: (parts, separator) => (parts.includes(null) ? null : parts.join(separator)),
    url: (name) => withValue(name, webUrl),
    baseUrl: (name) => withValue(name, baseUrl),
    repositoryUrl: (name) => withValue(name, repositoryUrl),
    asked: () => [...asked].map(([name, found]) => ({ name, found })),
  };
}
