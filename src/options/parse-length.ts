import type { Parsed } from './option.ts';

/** A length of time: whole calendar days, or milliseconds. */
export type WindowLength = { readonly days: number } | { readonly milliseconds: number };

const longestDays = 3660;

/** `30d`, `12w` or `36h`. */
export function parseLength(text: string): Parsed<WindowLength> {
  const [, digits = '', unit] = /^(\d{1,5})\s*([dwh])$/i.exec(text) ?? [];
  const number = Number(digits);
  const days = { d: number, w: number * 7, h: number / 24 }[unit?.toLowerCase() ?? ''] ?? 0;
  if (days <= 0 || days > longestDays)
    return {
      problem: 'is no length of time',
      hint: 'give days, weeks or hours, such as 30d, 12w or 36h, at most ten years',
    };
  return { value: unit?.toLowerCase() === 'h' ? { milliseconds: number * 3_600_000 } : { days } };
}
