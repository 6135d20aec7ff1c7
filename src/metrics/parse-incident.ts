import { readInstant } from './instant.ts';
import type { MeasuredIncident } from './measured-incident.ts';
import { isAbsent, isFields, shown } from './parse-record.ts';

/** An incident that can be counted, or why this is none. */
export type IncidentReading =
  | { readonly incident: MeasuredIncident }
  | { readonly problem: string; readonly identifier: string | null };

type Fields = Readonly<Record<string, unknown>>;

/** Checks a value from outside against the contract of incident records. */
export function parseIncident(value: unknown): IncidentReading {
  if (!isFields(value)) return { problem: 'is no JSON object', identifier: null };
  const identifier = text(value.identifier);
  const problem = problemOf(value);
  if (problem !== null || identifier === null)
    return { problem: problem ?? 'has no identifier', identifier };
  return {
    incident: {
      identifier,
      title: text(value.title),
      service: text(value.service),
      createdAt: time(value.createdAt) ?? '',
      resolvedAt: time(value.resolvedAt),
      deployment: text(value.deployment),
      url: text(value.url),
      source: text(value.source),
      urgency: text(value.urgency),
      maintenance: value.maintenance === true || value.maintenance === 'true',
    },
  };
}

function problemOf(fields: Fields): string | null {
  for (const name of ['identifier', 'createdAt']) {
    if (isAbsent(fields[name])) return `has no ${name}`;
  }
  for (const name of ['identifier', 'service', 'deployment', 'urgency']) {
    const value = fields[name];
    if (!isAbsent(value) && text(value) === null)
      return `has the ${name} ${shown(value)}, which is no text`;
  }
  return notTime(fields, 'createdAt') ?? notTime(fields, 'resolvedAt') ?? wrongOrder(fields);
}

function notTime(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (isAbsent(value)) return null;
  if (typeof value !== 'string') return `has the ${name} ${shown(value)}, which is no text`;
  const instant = readInstant(value);
  return typeof instant === 'number'
    ? null
    : `has the ${name} ${shown(value)}, which ${instant.problem}`;
}

function wrongOrder({ createdAt, resolvedAt }: Fields): string | null {
  const [from, to] = [time(createdAt), time(resolvedAt)];
  return from !== null && to !== null && to < from ? 'is resolved before it was opened' : null;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function time(value: unknown): string | null {
  const instant = typeof value === 'string' && value !== '' ? readInstant(value) : null;
  return typeof instant === 'number' ? new Date(instant).toISOString() : null;
}
