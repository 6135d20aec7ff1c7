import type { Log } from '../host/host.ts';
import { type BadRecords, renderRecordProblem } from '../metrics/bad-records.ts';
import { harmless } from '../show/harmless.ts';

/** Names the first of the records that could not be used, and counts the others. */
export function warnOfBadRecords(
  { listed, unlisted, count }: BadRecords,
  log: Pick<Log, 'warning'>,
): void {
  for (const problem of listed) log.warning(harmless(renderRecordProblem(problem)));
  if (unlisted > 0) log.warning(`and ${unlisted} more problems with records`);
  if (count > 0) log.warning(`${count} ${count === 1 ? 'record' : 'records'} could not be used`);
}
