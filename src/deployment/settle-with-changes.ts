import type { IncidentRecord } from './incident.ts';
import type { DeploymentRecord } from './record.ts';
import { settle } from './settle.ts';
import type { ChangesQuestion, FoundChanges, Settlement, SettleOptions } from './settlement.ts';

export interface SettleWithChangesOptions extends Omit<SettleOptions, 'changesOf'> {
  /** Reads the commits between, for instance from the code host; `null` leaves the record's own. */
  readonly changesOf: (question: ChangesQuestion) => Promise<FoundChanges | null>;
  /** How many questions are under way at a time; 4 when absent. */
  readonly atOnce?: number;
}

/** Settles with changes that have to be waited for: what is asked does not depend on the answers, so it is asked first. */
export async function settleWithChanges(
  records: readonly DeploymentRecord[],
  incidents: readonly IncidentRecord[],
  { changesOf, atOnce = 4, ...options }: SettleWithChangesOptions,
): Promise<Settlement> {
  const questions: ChangesQuestion[] = [];
  const ask = (question: ChangesQuestion): null => {
    questions.push(question);
    return null;
  };
  settle(records, [], { ...options, changesOf: ask });
  const answers = new Map<DeploymentRecord, FoundChanges | null>();
  const waiting = questions.values();
  const worker = async (): Promise<void> => {
    for (const question of waiting) answers.set(question.record, await changesOf(question));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const answer = ({ record }: ChangesQuestion): FoundChanges | null => answers.get(record) ?? null;
  return settle(records, incidents, { ...options, changesOf: answer });
}
