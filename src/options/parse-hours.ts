import type { Parsed } from './option.ts';

/** Hours, more than none and at most a year. */
export function parseHours(text: string): Parsed<number> {
  const hours = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return hours > 0 && hours <= 8784
    ? { value: hours }
    : { problem: 'is no number of hours', hint: 'give a number from 1 to 8784' };
}
