import { isFuture, type ParsedTime, parseTime } from '../deployment/time.ts';

/** A time as the CI wrote it, in RFC 3339 and UTC; refused when it lies in the future of `now` (milliseconds). */
export function readTime(text: string, now: number): ParsedTime {
  const time = parseTime(text);
  if ('value' in time && isFuture(time.value, now)) return { problem: 'is in the future' };
  return time;
}
