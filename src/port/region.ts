import { PortDoraError } from '../errors/port-dora-error.ts';
import { isLoopback } from './http/is-loopback.ts';

export type Region = 'eu' | 'us';

/** Where the API answers and where people look at the result. */
export interface PortAddress {
  /** Without a trailing slash and without `/v1`. */
  readonly api: string;
  /** The portal for people, or `null` where only the API's address is known. */
  readonly app: string | null;
  /** `null` for an address that is none of Port's own. */
  readonly region: Region | null;
}

const eu: PortAddress = { api: 'https://api.port.io', app: 'https://app.port.io', region: 'eu' };
const us: PortAddress = {
  api: 'https://api.us.port.io',
  app: 'https://app.us.port.io',
  region: 'us',
};

// Port's page "Port API": the getport.io names are aliases of the same hosts.
const known: Readonly<Record<string, PortAddress>> = {
  [eu.api]: eu,
  'https://api.getport.io': eu,
  [us.api]: us,
  'https://api.us.getport.io': us,
};

/**
 * The address of the account: a given base URL, else the region's.
 * @throws PortDoraError OPTION_INVALID for an address that would send credentials unprotected.
 */
export function portAddress(from: {
  readonly region?: Region | undefined;
  readonly baseUrl?: string | null | undefined;
}): PortAddress {
  if (!from.baseUrl) return from.region === 'us' ? us : eu;
  const url = URL.canParse(from.baseUrl) ? new URL(from.baseUrl) : null;
  if (url === null || !isProtected(url)) {
    throw new PortDoraError(
      'OPTION_INVALID',
      'base-url is not an https address without credentials',
      {
        hint: 'give an address such as https://api.port.io; http is for loopback addresses only',
      },
    );
  }
  const api = `${url.origin}${url.pathname}`
    .replace(/\/+$/, '')
    .replace(/\/v1$/, '')
    .replace(/\/+$/, '');
  const same = known[api];
  return { api, app: same?.app ?? null, region: same?.region ?? null };
}

function isProtected(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
