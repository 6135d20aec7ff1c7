import { isNotBegun, type Jq } from '../../jq/load-jq.ts';
import type { MappingResource } from '../mapping.ts';
import { portFilter } from '../port-filter.ts';
import type { FilterAnswer } from '../run-filters.ts';
import type { FetchRule, KindSamples, Sample } from '../samples/kind-samples.ts';
import { adaptSamples } from './adapt-samples.ts';
import { at } from './blueprint-facts.ts';
import { runTable, runTables } from './run-table.ts';
import type { Trial } from './subject.ts';

/** A resource and what is known of its kind. */
export interface TriedResource {
  readonly resource: MappingResource;
  readonly known: KindSamples | null;
}

/** Runs the filters of resources on their samples; the given payloads come before those that are built in. */
export function trySamples(
  jq: Jq,
  resources: readonly TriedResource[],
  payloads: readonly unknown[],
): readonly (readonly Trial[])[] {
  const given = givenSamples(payloads);
  const work = resources.map(({ resource, known }) => {
    const builtIn = known === null ? [] : adaptSamples(known, resource.query);
    return { resource, known, builtIn, samples: itemsOf(jq, resource, [...given, ...builtIn]) };
  });
  const tables = runTables(
    jq,
    work.map(({ resource, known, samples }) => ({
      filters: [...filtersOf(resource), ...Object.values(known?.identifiers ?? {})],
      inputs: samples.map(({ payload }) => payload),
    })),
  );
  return work.map(({ resource, known, builtIn, samples }, at) => {
    const trials = samples.map((sample, index): Trial => {
      const [selected = { error: 'not run' }, ...rest] = tables[at]?.[index] ?? [];
      const isFetched = !builtIn.includes(sample) || isAsked(resource.fetch, sample, known?.fetch);
      const answers = rest.slice(0, resource.leaves.length);
      const identifiers = new Map(
        Object.keys(known?.identifiers ?? {}).map((target, column) => [
          target,
          rest[answers.length + column] ?? { error: 'not run' },
        ]),
      );
      return { sample, isFetched, selected, answers, identifiers };
    });
    return trials.filter(({ selected, answers }) => [selected, ...answers].every(isTold));
  });
}

/** After filters that never end there may be no jq for those behind them, which says nothing of those. */
export const isTold = (answer: FilterAnswer): boolean =>
  'value' in answer || !isNotBegun(answer.error);

const givenSamples = (payloads: readonly unknown[]): readonly Sample[] =>
  payloads.map((payload, index) => ({
    name: payloads.length === 1 ? 'payload that you gave' : `payload that you gave (${index + 1})`,
    payload: (typeof payload === 'object' && payload !== null ? payload : {}) as Sample['payload'],
  }));

/** The selector and then the leaves, as Port runs them. */
const filtersOf = ({ query, leaves }: MappingResource): readonly string[] =>
  [query, ...leaves.map(({ filter }) => filter)].map((filter) => portFilter(filter, 'ocean'));

/** The selectors alone, each on payloads of its own. */
export const runSelectors = (
  jq: Jq,
  jobs: readonly { readonly resource: MappingResource; readonly payloads: readonly unknown[] }[],
): readonly (readonly FilterAnswer[])[] =>
  runTables(
    jq,
    jobs.map(({ resource, payloads }) => ({
      filters: [portFilter(resource.query, 'ocean')],
      inputs: payloads,
    })),
  ).map((table) => table.map(([selected = { error: 'not run' }]) => selected));

/** Where a resource maps the items of a list, each item is a sample. */
function itemsOf(jq: Jq, resource: MappingResource, samples: readonly Sample[]): readonly Sample[] {
  const { itemsToParse, itemsToParseName } = resource;
  if (itemsToParse === null) return samples;
  const filter = portFilter(itemsToParse, 'ocean');
  const rows = runTable(
    jq,
    [filter],
    samples.map(({ payload }) => payload),
  );
  return samples.flatMap((sample, index) => {
    const answer = rows[index]?.[0];
    const list = answer && 'value' in answer && Array.isArray(answer.value) ? answer.value : [];
    return list.map((item: unknown) => ({
      ...sample,
      payload: { [itemsToParseName]: item, ...sample.payload },
    }));
  });
}

/** Whether the integration would fetch a sample by what the selector says beside its query. */
export function isAsked(
  fetch: MappingResource['fetch'],
  { payload }: Sample,
  rule: FetchRule | undefined,
): boolean {
  const asked = rule === undefined ? null : askedWords(fetch, rule);
  if (rule === undefined || asked === null) return true;
  return asked.includes(String(at(payload, ...rule.field.split('.'))));
}

/** The words that are fetched; `null` for all. */
export function askedWords(
  fetch: MappingResource['fetch'],
  { option, absent, also }: FetchRule,
): readonly string[] | null {
  const given = at(fetch, ...option.split('.'));
  if (given !== undefined) return [given].flat().map(String);
  const isWidened = also !== undefined && at(fetch, ...also.option.split('.')) === true;
  return absent === null ? null : [...absent, ...(isWidened ? also.adds : [])];
}
