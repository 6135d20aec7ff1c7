import { bandOf } from './band-scale.ts';
import { isFailedRun } from './deployment-code.ts';
import type { DeploymentTable } from './deployment-table.ts';
import { medianOf } from './median-of.ts';
import type { DeploymentFrequency } from './report.ts';
import type { Facts, Scope } from './scope.ts';
import { rounded } from './statistics.ts';

/** Fewer observed days than these say too little about a rate to put it in a band. */
const daysForBand = 7;

const daysInMonth = 365.25 / 12;
const hourMs = 3_600_000;

/** Successful deployments per day, week and month of the observed window, and the median time between them. */
export function deploymentFrequency(scope: Scope, { table, bands }: Facts): DeploymentFrequency {
  const { rows, observed } = scope;
  const times = successTimes(rows, table);
  const perDay = observed.days > 0 ? times.length / observed.days : null;
  const per = (days: number): number | null => (perDay === null ? null : rounded(perDay * days));
  const bandReason = perDay === null ? null : whyNoBand(times.length, observed.days);
  return {
    successful: times.length,
    total: rows.length,
    perDay: per(1),
    perWeek: per(7),
    perMonth: per(daysInMonth),
    medianHoursBetween: medianOf(gaps(times)),
    band: bandReason === null ? bandOf(bands, 'deployment-frequency', perDay) : null,
    bandReason,
    reason: perDay === null ? whyNone(scope) : null,
  };
}

function whyNoBand(successful: number, days: number): string | null {
  if (days < daysForBand)
    return `only ${rounded(days)} days are observed, and a band needs ${daysForBand}`;
  const isLong = days >= 6 * daysInMonth;
  return successful === 0 && !isLong
    ? 'there was none, and how seldom that is only a longer window can tell'
    : null;
}

const whyNone = ({ observed }: Scope): string =>
  observed.from === null ? 'no deployment is known' : 'nothing of the window is observed yet';

/** When the successful ones began, the earlier first. */
function successTimes(rows: Uint32Array, { code, createdAt }: DeploymentTable): Float64Array {
  const times = new Float64Array(rows.length);
  let count = 0;
  for (const row of rows) {
    if (isFailedRun(code[row] ?? 0)) continue;
    times[count] = createdAt[row] ?? 0;
    count += 1;
  }
  return times.subarray(0, count).sort();
}

/** Hours from each of the sorted times to the next. */
function gaps(times: Float64Array): Float64Array {
  const hours = new Float64Array(Math.max(0, times.length - 1));
  for (let index = 0; index < hours.length; index += 1)
    hours[index] = ((times[index + 1] ?? 0) - (times[index] ?? 0)) / hourMs;
  return hours;
}
