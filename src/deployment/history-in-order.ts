import type { HistoryPlace, PastDeployment } from './history.ts';

/** Places deployments one after another, in the order in which they ended. */
export interface HistoryInOrder {
  /** The place of the next deployment; what it needs does not grow with how many there were. */
  place(deployment: {
    readonly sha: string | null;
    readonly previousSha: string | null;
  }): HistoryPlace;
  /** Adds a successful deployment, after it was placed. */
  add(deployment: PastDeployment): void;
}

/** As many as `placeInHistory` gives. */
const mostReleased = 10;

/**
 * What `placeInHistory` says of each deployment, without looking at all those before it again: a property test holds
 * both together. A year of an organisation is settled in one go with it.
 */
export function createHistoryInOrder(): HistoryInOrder {
  const past: PastDeployment[] = [];
  const lastOf = new Map<string, number>();
  let newest: string[] = [];
  // Where the target stands that the latest deployment brought back: since then its commit does not reach all.
  let target: number | null = null;

  const deploymentOf = (sha: string): PastDeployment | null => past[lastOf.get(sha) ?? -1] ?? null;
  const releasedSince = (): string[] => {
    const from = target ?? past.length - 1;
    return newest.filter((sha) => (lastOf.get(sha) ?? -1) >= from);
  };

  return {
    place({ sha, previousSha }) {
      const previous = previousSha
        ? (deploymentOf(previousSha) ?? { identifier: null, sha: previousSha, finishedAt: null })
        : (past.at(-1) ?? null);
      if (previous === null)
        return { kind: 'baseline', previous, releasedBefore: [], rolledBack: null };
      const place = {
        previous,
        releasedBefore: previousSha ? [previousSha] : releasedSince(),
        rolledBack: null,
      };
      if (sha === null) return { ...place, kind: null };
      if (previous.sha === sha) return { ...place, kind: 'redeploy' };
      const at = lastOf.get(sha);
      return at === undefined
        ? { ...place, kind: 'standard' }
        : { ...place, kind: 'rollback', rolledBack: past[at + 1] ?? null };
    },
    add(deployment) {
      const { sha } = deployment;
      const isRedeploy = past.at(-1)?.sha === sha;
      past.push(deployment);
      const before = sha === null ? undefined : lastOf.get(sha);
      if (!isRedeploy) target = before ?? null;
      if (sha === null) return;
      const index = past.length - 1;
      lastOf.set(sha, index);
      newest = [sha, ...newest.filter((one) => one !== sha)].slice(0, mostReleased);
    },
  };
}
