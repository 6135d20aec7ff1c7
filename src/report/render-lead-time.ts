import { leadTimeOf } from '../deployment/lead-time.ts';
import { type DeploymentRecord, notWorkedOut } from '../deployment/record.ts';
import { renderHours } from './duration.ts';

/** The lead time with its parts, or why there is none; `null` when it was not asked for. */
export function renderLeadTime(record: DeploymentRecord): string | null {
  const { leadTimeHours, leadTimeReason, kind = null, status, createdAt } = record;
  if (leadTimeReason === notWorkedOut) return null;
  if (typeof leadTimeHours !== 'number') return leadTimeReason ? `none: ${leadTimeReason}` : null;
  const changes = record.changes ?? [];
  const finishedAt = record.finishedAt ?? createdAt;
  const { split } = leadTimeOf({ status, kind, finishedAt }, changes);
  const parts = [
    ['coding', split?.codingHours],
    ['review', split?.reviewHours],
    ['deploy', split?.deployHours],
  ].flatMap(([name, hours]) =>
    typeof hours === 'number' ? [`${name} ${renderHours(hours)}`] : [],
  );
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}${record.changesTruncated ? ' or more' : ''}`;
  return `${renderHours(leadTimeHours)}, median of ${count}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}
