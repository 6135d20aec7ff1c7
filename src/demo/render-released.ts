import { unpackChanges } from '../deployment/entity-changes.ts';
import { leadTimeOf } from '../deployment/lead-time.ts';
import type { Change } from '../deployment/record.ts';
import type { DemoEntity } from './render-entity.ts';

/** What a deployment released, pull request by pull request: from the first commit to the end of the deployment. */
export function renderReleased(
  { properties }: DemoEntity,
  titleOf: (pullRequest: number) => string,
): readonly string[] {
  const finishedAt = String(properties.finishedAt);
  const byNumber = new Map<number, Change[]>();
  for (const change of unpackChanges(properties.changes) ?? []) {
    const number = change.pullRequest?.number ?? 0;
    byNumber.set(number, [...(byNumber.get(number) ?? []), change]);
  }
  const rows = [...byNumber]
    .sort(([a], [b]) => a - b)
    .map(([number, changes]) => {
      const timed = { status: 'Success', kind: 'standard', finishedAt } as const;
      const { split } = leadTimeOf(timed, changes);
      return [
        `#${number} ${titleOf(number)}`,
        inWords(split?.codingHours),
        inWords(split?.reviewHours),
        inWords(split?.deployHours),
      ];
    });
  const heading = ['Released', 'coding', 'review', 'to production'];
  return [heading, ...rows].map(([title = '', ...parts]) =>
    `${title.padEnd(36)}${parts.map((part) => part.padStart(15)).join('')}`.trimEnd(),
  );
}

function inWords(hours: number | null | undefined): string {
  if (hours === null || hours === undefined) return 'not known';
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return `${minutes} min`;
  const days = Math.floor(hours / 24);
  const rest = Math.round((hours - days * 24) * 10) / 10;
  return [days > 0 ? `${days} d` : '', rest > 0 ? `${rest} h` : ''].filter(Boolean).join(' ');
}
