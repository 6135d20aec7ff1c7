import type { TimeRange } from '../deployment-host.ts';

/** Whether a time of a host lies in the half-open range; one that is not known does not. */
export function isWithin(text: string | null, { since, until }: TimeRange): boolean {
  const time = text === null ? Number.NaN : Date.parse(text);
  return (
    !Number.isNaN(time) &&
    (since === null || time >= Date.parse(since)) &&
    (until === null || time < Date.parse(until))
  );
}

/** Whether a time lies before another one; never where one of them is not known. */
export const isBefore = (text: string | null, limit: string | null): boolean =>
  text !== null && limit !== null && Date.parse(text) < Date.parse(limit);
