import type { Secrets } from './host.ts';

/** The JSON value with secrets masked in all its texts, keys too; value by value, so that it stays valid JSON. */
export function redactJson<Value>(value: Value, secrets: Pick<Secrets, 'redact'>): Value {
  return masked(value, secrets.redact) as Value;
}

function masked(value: unknown, redact: Secrets['redact']): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((one) => masked(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [redact(key), masked(one, redact)]),
  );
}
