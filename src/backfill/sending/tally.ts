import type { Host } from '../../host/host.ts';
import { createFailureFile } from './failure-file.ts';
import type { SentDeployment } from './send-all.ts';

/** What became of the deployments that were to be written. */
export interface BackfillCounts {
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  /** Those that were not sent because the work ended before. */
  readonly untried: number;
}

export interface TallyResult {
  readonly counts: BackfillCounts;
  /** Where the records that Port refused are kept; `null` when there are none. */
  readonly failures: string | null;
  /** The reasons of refusals, the most frequent first. */
  readonly refusals: readonly { readonly reason: string; readonly count: number }[];
}

/** Counts what became of deployments, and keeps those that failed. */
export interface Tally {
  readonly add: (sent: SentDeployment) => Promise<void>;
  written(): number;
  /** @param wanted how many were to be written */
  result(wanted: number): TallyResult;
}

/** @param path of the file that keeps what failed */
export function createTally(path: string, { files }: Pick<Host, 'files'>): Tally {
  let [created, updated, failed] = [0, 0, 0];
  const file = createFailureFile(path, files);
  const reasons = new Map<string, number>();
  return {
    async add({ record, created: isNew, error }) {
      if (error === null) {
        if (isNew === false) updated += 1;
        else created += 1;
        return;
      }
      failed += 1;
      const reason = `${error.message}; ${error.hint} [${error.code}]`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      await file.keep(record);
    },
    written: () => created + updated,
    result: (wanted) => ({
      counts: {
        ...{ created, updated, failed },
        untried: Math.max(0, wanted - created - updated - failed),
      },
      failures: file.path(),
      refusals: [...reasons]
        .sort(([, a], [, b]) => b - a)
        .map(([reason, count]) => ({ reason, count })),
    }),
  };
}
