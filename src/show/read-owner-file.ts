import { PortDoraError } from '../errors/port-dora-error.ts';
import { readValues } from '../metrics/input/read-values.ts';
import type { Owner, Owners } from '../metrics/owners.ts';
import { isFields } from '../metrics/parse-record.ts';
import type { InputFile } from './measure-input.ts';

/** Reads who owns which service: objects or rows with `service`, `team` (a text or a list) and `domain`. @throws PortDoraError FILE_UNREADABLE */
export async function readOwnerFile({ bytes }: InputFile, name: string): Promise<Owners> {
  const owners = new Map<string, Owner>();
  const { values } = await readValues(bytes, name);
  for await (const portion of values) {
    for (const raw of portion) {
      const fields = 'value' in raw && isFields(raw.value) ? raw.value : {};
      const service = textOf(fields.service);
      if (service === null) throw unusable(name, raw.line);
      owners.set(service, { teams: teamsOf(fields.team), domain: textOf(fields.domain) });
    }
  }
  return owners;
}

const unusable = (name: string, line: number): PortDoraError =>
  new PortDoraError('FILE_UNREADABLE', `${name}:${line} names no service`, {
    hint: 'give each line a `service`, and a `team` or a `domain`',
  });

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** A text may name several teams, separated by semicolons. */
function teamsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(';')
      : [];
  return list.map(textOf).filter((team) => team !== null);
}
