import { parseJsonObject } from './json.ts';

/** The last moment that a Date can hold. */
const lastSecond = 8_640_000_000_000;

/** When a JWT says that it ends, in epoch milliseconds; `null` when it is no JWT or does not say. Nothing is verified. */
export function tokenExpiry(token: string): number | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  const exp = parseJsonObject(Buffer.from(payload, 'base64url').toString('utf8'))?.exp;
  return typeof exp === 'number' && Math.abs(exp) <= lastSecond ? exp * 1000 : null;
}
