import type { Jq } from '../../jq/load-jq.ts';
import { withValue } from './adapt-samples.ts';
import { at } from './blueprint-facts.ts';
import { jqReads } from './jq-reads.ts';
import type { EmptyField, LintSubject, Trial } from './subject.ts';
import { isTold, runSelectors } from './try-samples.ts';

type Tried = Pick<LintSubject, 'resource' | 'trials'>;

/** The trial whose fields are emptied: one that the selector takes, if there is one. */
export const baseOf = ({ trials }: Pick<LintSubject, 'trials'>): Trial | undefined =>
  trials.find(({ selected }) => 'value' in selected && selected.value === true) ?? trials[0];

/** Empties each field that a selector reads, one at a time, and asks the selectors of all resources again. */
export function emptyFields(
  jq: Jq,
  subjects: readonly Tried[],
): readonly (readonly EmptyField[])[] {
  const jobs = subjects.map((subject) => {
    const emptied = payloadsOf(subject);
    return { resource: subject.resource, payloads: emptied.map(({ payload }) => payload), emptied };
  });
  return runSelectors(jq, jobs).map((answers, index) =>
    answers
      .map((selected, field) => ({
        field: jobs[index]?.emptied[field]?.field ?? null,
        selected,
      }))
      .filter(({ selected }) => isTold(selected)),
  );
}

function payloadsOf(
  subject: Tried,
): readonly { readonly field: string | null; readonly payload: unknown }[] {
  if (subject.trials.some(({ selected }) => 'error' in selected)) return [];
  const base = baseOf(subject);
  if (base === undefined) return [{ field: null, payload: {} }];
  const { payload } = base.sample;
  return jqReads(subject.resource.query)
    .filter(({ path }) => at(payload, ...path) != null)
    .map(({ path }) => ({ field: path.join('.'), payload: withValue(payload, path, null) }));
}
