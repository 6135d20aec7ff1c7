import type { Span } from './buckets.ts';
import type { TimeZone } from './time-zone.ts';

const dayMs = 86_400_000;

/** The window of the same length that ends where this one begins: of as many calendar days where this one is made of whole ones. */
export function windowBefore({ from, to }: Span, zone: TimeZone): Span {
  const days = Math.round((to - from) / dayMs);
  const isWhole = days > 0 && zone.daysBefore(to, days) === from;
  return { from: isWhole ? zone.daysBefore(from, days) : from - (to - from), to: from };
}
