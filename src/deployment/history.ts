import type { DeploymentKind, FailureReason } from './record.ts';

/** What has to be known of an earlier successful deployment of the same service to the same environment. */
export interface PastDeployment {
  readonly identifier: string;
  readonly sha: string | null;
  /** RFC 3339 in UTC, so that texts compare as times. */
  readonly finishedAt: string;
  readonly createdAt?: string;
  readonly kind?: DeploymentKind | null;
  /** What it is known to have failed by since. */
  readonly failure?: { readonly reason: FailureReason; readonly isRecovered: boolean } | null;
}

/** The deployment that is to be placed. */
export interface PlacedDeployment {
  readonly identifier: string;
  readonly sha: string | null;
  readonly finishedAt: string;
  /** The option `previous-sha`, which wins over what is known. */
  readonly previousSha: string | null;
}

/** Where a deployment stands among those before it. */
export interface HistoryPlace {
  /** `null` when its commit is not known. */
  readonly kind: Exclude<DeploymentKind, 'hotfix'> | null;
  readonly previous: {
    readonly identifier: string | null;
    readonly sha: string | null;
    readonly finishedAt: string | null;
  } | null;
  /** Commits whose history was released before. */
  readonly releasedBefore: readonly string[];
  /** The deployment that a rollback shows to have failed: the first after the one that is brought back. */
  readonly rolledBack: PastDeployment | null;
}

/** More commits than these in one question cost the host's API more than they can tell. */
const mostReleased = 10;

/** Places a deployment among the successful ones of its service and environment, in whatever order they are given. */
export function placeInHistory(
  deployment: PlacedDeployment,
  successes: readonly PastDeployment[],
): HistoryPlace {
  const past = before(deployment, successes);
  const latest = past.at(-1) ?? null;
  const { sha, previousSha } = deployment;
  const previous = previousSha ? pointedOut(previousSha, past) : latest;
  if (previous === null)
    return { kind: 'baseline', previous, releasedBefore: [], rolledBack: null };
  const target = sha === null ? -1 : past.findLastIndex((one) => one.sha === sha);
  const releasedBefore = previousSha ? [previousSha] : releasedSince(past);
  if (sha === null) return { kind: null, previous, releasedBefore, rolledBack: null };
  if (previous.sha === sha) return { kind: 'redeploy', previous, releasedBefore, rolledBack: null };
  if (target < 0) return { kind: 'standard', previous, releasedBefore, rolledBack: null };
  return { kind: 'rollback', previous, releasedBefore, rolledBack: past[target + 1] ?? null };
}

/** By the end of the deployment, ties by identifier. */
function before(
  deployment: PlacedDeployment,
  successes: readonly PastDeployment[],
): PastDeployment[] {
  const place = ({
    finishedAt,
    identifier,
  }: Pick<PastDeployment, 'finishedAt' | 'identifier'>): string => `${finishedAt} ${identifier}`;
  const own = place(deployment);
  return successes
    .filter((one) => one.identifier !== deployment.identifier && place(one) < own)
    .sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function pointedOut(sha: string, past: readonly PastDeployment[]): HistoryPlace['previous'] {
  return past.findLast((one) => one.sha === sha) ?? { identifier: null, sha, finishedAt: null };
}

/**
 * The previous deployment's commit; when that was a rollback, also those of the deployments since the one that was
 * brought back, because what they released is not reachable from it. A host is asked for each of them, so later
 * deployments go without: what they contain of these shows among their own commits.
 */
function releasedSince(past: readonly PastDeployment[]): string[] {
  const shas = past.map(({ sha }) => sha);
  const latest = shas.at(-1) ?? null;
  // The rollback may have been deployed again since.
  const takenBack = shas.findLastIndex((sha) => sha !== latest);
  const target = latest === null || takenBack < 0 ? -1 : shas.lastIndexOf(latest, takenBack);
  const newestFirst = shas
    .slice(target < 0 ? -1 : target)
    .filter((sha) => sha !== null)
    .reverse();
  return [...new Set(newestFirst)].slice(0, mostReleased);
}
