import type { DeploymentFacts, DeploymentReading } from '../facts.ts';
import { fine, type Remark, warning } from '../finding.ts';
import { countBy } from './count-by.ts';

/** How many deployments are looked at, the newest first. */
const most = 100;

/** Kinds that have no lead time by definition (docs/definitions.md). */
const without: ReadonlySet<string> = new Set(['baseline', 'redeploy', 'rollback']);

/** How many of the newest deployments have a lead time, and why the others have none. */
export function judgeLeadTime({ list, days }: DeploymentReading): readonly Remark[] {
  const newest = list
    .filter(({ environment, status }) => environment === 'Production' && status === 'Success')
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .slice(0, most);
  const expected = newest.filter(({ kind }) => kind === null || !without.has(kind));
  if (expected.length === 0) {
    return [fine(`no deployment of the last ${days} days that should have a lead time`)];
  }
  const lacking = expected.filter(({ leadTimeHours }) => leadTimeHours === null);
  const share = `${expected.length - lacking.length} of the last ${expected.length} production deployments have a lead time`;
  if (lacking.length === 0) return [fine(share)];
  const reasons = countBy(lacking, reasonOf).slice(0, 3);
  const says = `${share}; ${reasons.map(([reason, count]) => `${count} × ${reason}`).join('; ')}`;
  return lacking.length * 2 > expected.length ? [warning(says, fixFor(reasons))] : [fine(says)];
}

const unexplained = 'no reason: not written by a report';

const reasonOf = ({ leadTimeReason }: DeploymentFacts): string => leadTimeReason ?? unexplained;

const fixes: readonly (readonly [pattern: RegExp, fix: string])[] = [
  [/shallow/, 'check out with the whole history (`fetch-depth: 0`), or give the step a token'],
  [/token|403|404/, 'give the step a token that may read commits and pull requests'],
  [
    /checkout|source of changes/,
    'give the step `github-token` (or your host’s), or check out before it',
  ],
  [/no commit/, 'let the job tell its commit: see `port-dora context`'],
  [
    /not written by a report/,
    'report with the action, or let `port-dora backfill` work them out: a mapping reads no history',
  ],
];

/** By the most frequent reason. */
function fixFor([first]: readonly (readonly [string, number])[]): string {
  const reason = first?.[0] ?? '';
  const known = fixes.find(([pattern]) => pattern.test(reason));
  return known?.[1] ?? 'mend the first reason: docs/definitions.md says what each means';
}
