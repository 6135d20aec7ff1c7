import {
  type DeploymentRecord,
  deploymentKinds,
  deploymentStatuses,
  environments,
  failureReasons,
} from '../deployment/record.ts';
import { readInstant } from './instant.ts';

/** A record that can be counted, or why this is none. */
export type RecordReading =
  | { readonly record: DeploymentRecord }
  | { readonly problem: string; readonly identifier: string | null };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Checks a value from outside against the contract of deployment records. Times come out in UTC with `Z`. The times of
 * changes are looked at when they are counted, because most records of a long history lie outside the window.
 */
export function parseRecord(value: unknown): RecordReading {
  if (!isFields(value)) return { problem: 'is no JSON object', identifier: null };
  const identifier = nonEmpty(value.identifier) ? value.identifier : null;
  const problem = problemOf(value);
  if (problem !== null) return { problem, identifier };
  const times = { ...timeOf(value, 'createdAt'), ...timeOf(value, 'finishedAt') };
  const more = { ...timeOf(value, 'recoveredAt'), ...failureTime(value.failure) };
  const changed = { ...times, ...more };
  const record = Object.keys(changed).length === 0 ? value : { ...value, ...changed };
  return { record: record as unknown as DeploymentRecord };
}

function problemOf(fields: Fields): string | null {
  for (const name of ['identifier', 'service', 'environment', 'status', 'createdAt'])
    if (isAbsent(fields[name])) return `has no ${name}`;
  return (
    notText(fields, 'identifier') ??
    notText(fields, 'service') ??
    notAmong(fields, 'environment', environments) ??
    notAmong(fields, 'status', deploymentStatuses) ??
    notAmong(fields, 'kind', deploymentKinds) ??
    notTime(fields, 'createdAt') ??
    notTime(fields, 'finishedAt') ??
    notTime(fields, 'recoveredAt') ??
    notFailure(fields.failure) ??
    notHours(fields.leadTimeHours) ??
    notList(fields, 'changes') ??
    notList(fields, 'incidents')
  );
}

function notText(fields: Fields, name: string): string | null {
  return nonEmpty(fields[name]) ? null : `has the ${name} ${shown(fields[name])}, which is no text`;
}

function notAmong(fields: Fields, name: string, among: readonly string[]): string | null {
  const value = fields[name];
  if (isAbsent(value) || among.includes(value as string)) return null;
  return `has the ${name} ${shown(value)}, which is none of ${among.join(', ')}`;
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

function notFailure(failure: unknown): string | null {
  if (isAbsent(failure)) return null;
  if (!isFields(failure)) return `has the failure ${shown(failure)}, which is no JSON object`;
  if (isAbsent(failure.reason)) return 'has a failure without a reason';
  return notAmong(failure, 'reason', failureReasons) ?? notTime(failure, 'at');
}

const notHours = (hours: unknown): string | null =>
  isAbsent(hours) || (typeof hours === 'number' && Math.abs(hours) <= mostHours)
    ? null
    : `has the leadTimeHours ${shown(hours)}, which is no number of hours`;

/** More than lies between any two times that are taken; sums of more could leave the range of numbers. */
const mostHours = 2e6;

const notList = (fields: Fields, name: string): string | null =>
  isAbsent(fields[name]) || Array.isArray(fields[name])
    ? null
    : `has the ${name} ${shown(fields[name])}, which is no list`;

/** The field again when it has to be written otherwise; nothing when it is right or not there. */
function timeOf(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (typeof value !== 'string' || /^[\d-]{10}T[\d:]{8}\.\d{3}Z$/.test(value)) return {};
  const instant = readInstant(value);
  return typeof instant === 'number'
    ? { [name]: new Date(instant).toISOString() }
    : { [name]: null };
}

function failureTime(failure: unknown): Fields {
  if (!isFields(failure)) return {};
  const at = timeOf(failure, 'at');
  return 'at' in at ? { failure: { ...failure, ...at } } : {};
}

/** A value as it is quoted in a message. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);

/** Absent, `null` and empty text are the same: nothing is known. */
export const isAbsent = (value: unknown): value is undefined | null | '' =>
  value === undefined || value === null || value === '';

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nonEmpty = (value: unknown): value is string => typeof value === 'string' && value !== '';
