import type { ChangeRange, ChangeReading, ChangeSource, ReadLimits } from './change-source.ts';

/** The first reading that succeeds, with the reasons why better sources did not as notes; else all reasons as one. */
export async function readFirst(
  sources: readonly ChangeSource[],
  range: ChangeRange,
  limits: ReadLimits,
): Promise<ChangeReading> {
  const reasons: string[] = [];
  for (const source of sources) {
    const reading = await source.changes(range, limits);
    if (!('reason' in reading)) return { ...reading, notes: [...reasons, ...reading.notes] };
    if (!reasons.includes(reading.reason)) reasons.push(reading.reason);
  }
  return { reason: reasons.length > 0 ? reasons.join('; ') : 'there is no source of changes' };
}
