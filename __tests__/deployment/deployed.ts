import type { IncidentRecord } from '../../src/deployment/incident.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';

/** RFC 3339, so many hours and minutes after a fixed midnight. */
export const at = (hours: number, minutes = 0): string =>
  new Date(Date.UTC(2026, 0, 5) + hours * 3_600_000 + minutes * 60_000).toISOString();

/**
 * `a=V1 b=V2! c=V3*`: a production deployment of shop an hour, each of five minutes; `!` failed, `*` is a hotfix, and
 * `-` is an hour without one.
 */
export const deployed = (text: string): DeploymentRecord[] =>
  text.split(' ').flatMap((word, hour): DeploymentRecord[] => {
    const [, identifier, sha, mark] = /^(\w+)=(\w+)([!*]?)$/.exec(word) ?? [];
    if (identifier === undefined || sha === undefined) return [];
    return [
      {
        identifier,
        service: 'shop',
        environment: 'Production',
        status: mark === '!' ? 'Failed' : 'Success',
        kind: mark === '*' ? 'hotfix' : null,
        createdAt: at(hour, -5),
        finishedAt: at(hour),
        sha,
      },
    ];
  });

/** An incident of shop between two hours; `null` is open. */
export const incident = (identifier: string, from: number, to: number | null): IncidentRecord => ({
  identifier,
  service: 'shop',
  createdAt: at(from),
  resolvedAt: to === null ? null : at(to),
});
