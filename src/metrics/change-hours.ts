import type { Change } from '../deployment/record.ts';
import type { ChangeHours } from './deployment-table.ts';
import { readInstant } from './instant.ts';
import { isFields, shown } from './parse-record.ts';

const hourMs = 3_600_000;

/** The hours from each change to the end of its deployment, with their parts; and what could not be read. */
export function changeHours(
  changes: readonly Change[],
  endedAt: number,
): { readonly hours: readonly ChangeHours[]; readonly flaws: readonly string[] } {
  const hours: ChangeHours[] = [];
  const flaws: string[] = [];
  changes.forEach((change: unknown, index) => {
    const authoredAt = isFields(change) ? instantOf(change.authoredAt) : null;
    if (isFields(change) && authoredAt !== null) hours.push(partsOf(change, authoredAt, endedAt));
    else
      flaws.push(
        `change ${index + 1} has the authoredAt ${shown(isFields(change) ? change.authoredAt : change)}, which is no time`,
      );
  });
  return { hours, flaws };
}

/** From the commit to the opened pull request, to the merge, to the end of the deployment. */
function partsOf(
  { pullRequest }: Readonly<Record<string, unknown>>,
  authoredAt: number,
  endedAt: number,
): ChangeHours {
  const lead = (endedAt - authoredAt) / hourMs;
  if (!isFields(pullRequest))
    return { lead, coding: Number.NaN, review: Number.NaN, deploy: Number.NaN };
  const begin = instantOf(pullRequest.firstCommitAt) ?? authoredAt;
  const opened = instantOf(pullRequest.createdAt) ?? Number.NaN;
  const merged = instantOf(pullRequest.mergedAt) ?? Number.NaN;
  return {
    lead,
    coding: (opened - begin) / hourMs,
    review: (merged - opened) / hourMs,
    deploy: (endedAt - merged) / hourMs,
  };
}

/** `null` when the time is not known or cannot be read. */
function instantOf(value: unknown): number | null {
  const instant = typeof value === 'string' && value !== '' ? readInstant(value) : null;
  return typeof instant === 'number' ? instant : null;
}
