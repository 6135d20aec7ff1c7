import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Clock, Secrets } from '../host/host.ts';
import type { JsonObject } from './json.ts';
import { tokenExpiry } from './token-expiry.ts';

/** What the account's owner gave us to get in. */
export type PortCredentials =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly accessToken: string };

/** Hands out the token of the current moment. */
export interface TokenSource {
  get(): Promise<string>;
  /** Another token than the one that Port refused, or `null` when there is no way to get one. */
  renew(refused: string): Promise<string | null>;
}

interface TokenSettings {
  /** Asks Port for a token; its answer has a checked `accessToken` and perhaps `expiresIn`. */
  login(credentials: { clientId: string; clientSecret: string }): Promise<JsonObject>;
  readonly clock: Pick<Clock, 'now'>;
  readonly secrets: Pick<Secrets, 'add'>;
}

interface HeldToken {
  readonly value: string;
  /** Epoch milliseconds from which on a new one is asked for. */
  readonly refreshAt: number;
}

const refreshEarlyMs = 60_000;

/** Tokens from a client id and secret by logging in when needed, or the ready one. Secrets are registered here. */
export function createTokenSource(
  credentials: PortCredentials,
  settings: TokenSettings,
): TokenSource {
  if ('accessToken' in credentials) return readyToken(credentials.accessToken, settings.secrets);
  const { clientId, clientSecret } = credentials;
  settings.secrets.add(clientSecret);
  let held: HeldToken | null = null;
  let underway: Promise<HeldToken> | null = null;

  async function login(): Promise<HeldToken> {
    held = holdToken(await settings.login({ clientId, clientSecret }), settings);
    return held;
  }
  /** Requests that need a token at the same time share one login. */
  function sharedLogin(): Promise<HeldToken> {
    underway ??= login().finally(() => {
      underway = null;
    });
    return underway;
  }

  return {
    async get() {
      const isFresh = held !== null && settings.clock.now() < held.refreshAt;
      return (isFresh && held ? held : await sharedLogin()).value;
    },
    async renew(refused) {
      if (held?.value === refused) held = null;
      return (held ?? (await sharedLogin())).value;
    },
  };
}

function readyToken(token: string, secrets: TokenSettings['secrets']): TokenSource {
  const value = token.trim().replace(/^Bearer\s+/i, '');
  secrets.add(value);
  const get = async () => {
    if (isToken(value)) return value;
    throw new PortDoraError('OPTION_INVALID', 'access-token holds characters that no token has', {
      hint: 'copy the token again, on one line and without quotes',
    });
  };
  return { get, renew: async () => null };
}

/** Whether a header can hold it; anything else would fail in the transport as if it were a bug of ours. */
export const isToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

function holdToken(
  { accessToken, expiresIn }: JsonObject,
  { clock, secrets }: TokenSettings,
): HeldToken {
  const value = String(accessToken);
  secrets.add(value);
  return { value, refreshAt: refreshTime(clock.now(), tokenExpiry(value), expiresIn) };
}

/**
 * A minute before the end. Port hands out the same token until it ends, so one with less than a minute left is used to
 * its end; a clock that is behind or ahead by hours must not make every request log in (Port's 401 corrects it).
 */
function refreshTime(now: number, expiry: number | null, expiresIn: unknown): number {
  const told = typeof expiresIn === 'number' && expiresIn > 0 ? now + expiresIn * 1000 : null;
  const end = expiry !== null && expiry > now ? expiry : told;
  if (end === null) return Number.POSITIVE_INFINITY;
  return end - refreshEarlyMs > now ? end - refreshEarlyMs : end;
}
