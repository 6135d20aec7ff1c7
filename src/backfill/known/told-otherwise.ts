import { readIdentifier } from '../../deployment/read-identifier.ts';
import type { DeploymentRecord } from '../../deployment/record.ts';
import { groupBy } from '../group-by.ts';

/** Clocks differ, and what a deployment is told by begins and ends some minutes before or after it. */
const slackMs = 15 * 60_000;

/**
 * Deployments that Port has by another track: of the same commit, service and environment at the same time, as a job
 * for instance while they were found as deployments of GitHub. Written again they would be counted twice.
 * @returns by identifier how Port has each of them
 */
export function toldOtherwise(
  found: readonly DeploymentRecord[],
  known: readonly DeploymentRecord[],
): ReadonlyMap<string, string> {
  const inPort = new Set(known.map(({ identifier }) => identifier));
  const byPlace = groupBy(known, placeOf);
  return new Map(
    found.flatMap((record) => {
      if (!record.sha || inPort.has(record.identifier)) return [];
      const others = (byPlace.get(placeOf(record)) ?? []).filter((one) => isAtOnce(one, record));
      const other = others.map(wayOf).find((one) => one !== wayOf(record));
      return other ? [[record.identifier, other] as const] : [];
    }),
  );
}

const placeOf = ({ sha, service, environment }: DeploymentRecord): string =>
  JSON.stringify([sha, service, environment]);

function isAtOnce(one: DeploymentRecord, other: DeploymentRecord): boolean {
  const [[begin, end], [otherBegin, otherEnd]] = [spanOf(one), spanOf(other)];
  return begin <= otherEnd + slackMs && otherBegin <= end + slackMs;
}

function spanOf({ createdAt, finishedAt }: DeploymentRecord): readonly [number, number] {
  const [begin, end] = [Date.parse(createdAt), Date.parse(finishedAt ?? createdAt)];
  return [Math.min(begin, end), Math.max(begin, end)];
}

/** How a deployment is told, by its identifier: a job has no event in it. */
function wayOf({ identifier }: DeploymentRecord): string {
  const parts = readIdentifier(identifier);
  if (parts === null) return 'an identifier of its own';
  return `track ${parts.event === 'deployment' ? 'deployment-status' : (parts.event ?? 'job')}`;
}
