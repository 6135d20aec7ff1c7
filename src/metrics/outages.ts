import { endOfOutage } from '../deployment/recovery.ts';
import { firstIndex } from '../deployment/timeline.ts';
import { continuesOutage, isFailedRun, isRework, isRollback } from './deployment-code.ts';
import type { DeploymentTable } from './deployment-table.ts';
import type { Failures, PlacedIncident } from './failures.ts';

const hourMs = 3_600_000;

/**
 * Hours from the end of each failed deployment to its recovery, by row: infinite while it is open, NaN where no outage
 * begins (it did not fail, or an earlier failed run began the outage).
 */
export function findOutages(table: DeploymentTable, failures: Failures): Float64Array {
  const hours = new Float64Array(table.length).fill(Number.NaN);
  for (const rows of rowsByPlace(table)) {
    if (rows.some((row) => failures.reasonOf(row) !== null))
      followPlace(rows, table, failures, hours);
  }
  return hours;
}

/** The rows of every place in the order in which the deployments ended. */
function rowsByPlace({ length, place, endedAt, createdAt, code }: DeploymentTable): Uint32Array[] {
  const sizes: number[] = [];
  for (const one of place) sizes[one] = (sizes[one] ?? 0) + 1;
  const rows = sizes.map((size) => new Uint32Array(size));
  const filled = sizes.map(() => 0);
  for (let row = 0; row < length; row += 1) {
    const one = place[row] ?? 0;
    const list = rows[one];
    if (list) list[filled[one] ?? 0] = row;
    filled[one] = (filled[one] ?? 0) + 1;
  }
  const at = (cells: Float64Array | Uint8Array, row: number): number => cells[row] ?? 0;
  const order = (a: number, b: number): number =>
    at(endedAt, a) - at(endedAt, b) ||
    at(createdAt, a) - at(createdAt, b) ||
    at(code, a) - at(code, b);
  for (const list of rows) list.sort(order);
  return rows;
}

/** Goes through a place from its last deployment to its first, so that what comes next is always known. */
function followPlace(
  rows: Uint32Array,
  table: DeploymentTable,
  failures: Failures,
  hours: Float64Array,
): void {
  let [success, rollback] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const fixes = fixesOf(rows, table);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? 0;
    const [code, end] = [table.code[row] ?? 0, table.endedAt[row] ?? 0];
    const reason = failures.reasonOf(row);
    const begins = reason !== null && !(reason === 'run' && isContinued(rows, index, table));
    if (begins) {
      const derived = { run: success, rollback, incident: 0 }[reason];
      const known = table.recoveredAt.get(row);
      const recovery =
        known ??
        (reason === 'incident'
          ? recoveryOf({ row, end }, failures.incidentsOf.get(row) ?? [], fixes)
          : derived);
      hours[row] = (recovery - end) / hourMs;
    }
    if (isFailedRun(code)) continue;
    success = end;
    if (isRollback(code)) rollback = end;
  }
}

/** A failed run goes on with the outage of the failed run before it, unless there was a success between. */
function isContinued(rows: Uint32Array, index: number, { code }: DeploymentTable): boolean {
  const before = rows[index - 1];
  return (
    continuesOutage(code[rows[index] ?? 0] ?? 0) ||
    (before !== undefined && isFailedRun(code[before] ?? 0))
  );
}

/** A rollback or hotfix that succeeded. */
interface Fix {
  readonly row: number;
  readonly end: number;
}

/** In the order in which they ended. */
function fixesOf(rows: Uint32Array, { code, endedAt }: DeploymentTable): Fix[] {
  return Array.from(rows)
    .filter((row) => isRework(code[row] ?? 0) && !isFailedRun(code[row] ?? 0))
    .map((row) => ({ row, end: endedAt[row] ?? 0 }));
}

/** Each incident ends with its resolution, or with the first later rollback or hotfix that ends after it began. */
function recoveryOf(
  failed: { readonly row: number; readonly end: number },
  incidents: readonly PlacedIncident[],
  fixes: readonly Fix[],
): number {
  const outages = incidents.map(({ createdAt, resolvedAt }) => {
    const later = firstIndex(fixes, ({ end }) => end > createdAt && end >= failed.end);
    const fix = fixes[later]?.row === failed.row ? fixes[later + 1] : fixes[later];
    const ends = [resolvedAt ?? Number.POSITIVE_INFINITY, fix?.end ?? Number.POSITIVE_INFINITY];
    return { began: createdAt, ended: Math.min(...ends) };
  });
  return endOfOutage(outages);
}
