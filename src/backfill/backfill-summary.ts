import type { DeploymentRecord } from '../deployment/record.ts';
import type { CollectedRepository } from './collect-repository.ts';
import type { ListingProblem } from './deployment-host.ts';

/** How many deployments of a repository went to an environment in a month. */
export interface PlanLine {
  readonly repository: string;
  readonly environment: string;
  /** `2026-01`, in UTC. */
  readonly month: string;
  readonly count: number;
}

/** What a backfill found, counted while it goes on. */
export interface BackfillSummary {
  readonly repositories: number;
  readonly found: number;
  /** New in Port, or changed there. */
  readonly toWrite: number;
  readonly unchanged: number;
  readonly plan: readonly PlanLine[];
  /** Why something that was listed is no deployment, the most frequent first. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
  readonly problems: readonly ListingProblem[];
  readonly warnings: readonly string[];
}

/** Counts; it keeps no record, so that its size follows the repositories and months alone. */
export interface SummaryCounter {
  addRepository(collected: CollectedRepository, toWrite: readonly DeploymentRecord[]): void;
  addProblem(problem: ListingProblem): void;
  summary(): BackfillSummary;
}

/** More than these are counted, not kept. */
const mostWarnings = 100;

export function createSummaryCounter(): SummaryCounter {
  const plan = new Map<string, number>();
  const leftOut = new Map<string, number>();
  const problems: ListingProblem[] = [];
  const warnings: string[] = [];
  let [repositories, found, toWrite, unchanged] = [0, 0, 0, 0];
  const add = (counts: Map<string, number>, key: string, count: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + count);
  };
  return {
    addRepository(collected, writes) {
      repositories += 1;
      found += collected.found;
      toWrite += writes.length;
      unchanged += collected.records.length - writes.length;
      for (const { environment, createdAt } of writes)
        add(plan, [collected.repository.slug, environment, createdAt.slice(0, 7)].join('\n'), 1);
      for (const [reason, count] of collected.leftOut) add(leftOut, reason, count);
      problems.push(...collected.problems);
      warnings.push(...collected.warnings.slice(0, mostWarnings - warnings.length));
    },
    addProblem: (problem) => problems.push(problem),
    summary: () => ({
      ...{ repositories, found, toWrite, unchanged, problems, warnings },
      plan: [...plan].sort(([a], [b]) => (a < b ? -1 : 1)).map(planLine),
      leftOut: [...leftOut]
        .sort(([, a], [, b]) => b - a)
        .map(([reason, count]) => ({ reason, count })),
    }),
  };
}

function planLine([key, count]: readonly [string, number]): PlanLine {
  const [repository = '', environment = '', month = ''] = key.split('\n');
  return { repository, environment, month, count };
}
