import type { IncomingHttpHeaders } from 'node:http';
import { isJsonObject, type Json } from '../model/json.ts';

const hidden = '***';
const secretHeaders = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key'];

/** Headers as one text each, without secrets. */
export function redactHeaders(
  headers: IncomingHttpHeaders,
  secrets: readonly string[],
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = redactText([value].flat().join(', '), secrets);
    shown[name] = secretHeaders.includes(name) ? hidden : text;
  }
  return shown;
}

/** A value without any of the secrets, and without whatever stands under `clientSecret`. */
export function redactJson(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((one) => redactJson(one, secrets));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      redactText(key, secrets),
      key === 'clientSecret' ? hidden : redactJson(one, secrets),
    ]),
  );
}

/** A text with every secret replaced. */
export function redactText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
}
