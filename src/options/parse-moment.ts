import { parseTime } from '../deployment/time.ts';
import type { Parsed } from './option.ts';

/** A moment: an instant, or the beginning of a day in a zone that another option names. */
export type Moment =
  | { readonly instant: string }
  | { readonly year: number; readonly month: number; readonly day: number };

const hint = 'give a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z';

/** A day, or a time in the strict forms of `parseTime`. */
export function parseMoment(text: string): Parsed<Moment> {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const time = parseTime(year === undefined ? text : `${text}T00:00:00Z`);
  if ('problem' in time) return { problem: time.problem, hint };
  return year === undefined
    ? { value: { instant: time.value } }
    : { value: { year: Number(year), month: Number(month), day: Number(day) } };
}
