import type { Jq } from '../../jq/load-jq.ts';
import type { MappingResource } from '../mapping.ts';
import { portFilter } from '../port-filter.ts';
import type { FilterAnswer } from '../run-filters.ts';
import type { FetchRule, KindSamples, Sample } from '../samples/kind-samples.ts';
import { adaptSamples } from './adapt-samples.ts';
import { at } from './blueprint-facts.ts';
import { runTable } from './run-table.ts';
import type { Trial } from './subject.ts';

/** Runs the filters of a resource on its samples; the given payloads come before those that are built in. */
export function trySamples(
  jq: Jq,
  resource: MappingResource,
  known: KindSamples | null,
  payloads: readonly unknown[],
): readonly Trial[] {
  const given = payloads.map(
    (payload, index): Sample => ({
      name:
        payloads.length === 1 ? 'payload that you gave' : `payload that you gave (${index + 1})`,
      payload: (typeof payload === 'object' && payload !== null
        ? payload
        : {}) as Sample['payload'],
    }),
  );
  const builtIn = known === null ? [] : adaptSamples(known, resource.query);
  const samples = itemsOf(jq, resource, [...given, ...builtIn]);
  const rows = runResource(
    jq,
    resource,
    samples.map(({ payload }) => payload),
  );
  return samples.map((sample, index) => {
    const [selected = { error: 'not run' }, ...answers] = rows[index] ?? [];
    const isFetched = !builtIn.includes(sample) || isAsked(resource.fetch, sample, known?.fetch);
    return { sample, isFetched, selected, answers };
  });
}

/** The selector and then the leaves, for each payload. */
export function runResource(
  jq: Jq,
  { query, leaves }: MappingResource,
  payloads: readonly unknown[],
): readonly (readonly FilterAnswer[])[] {
  const filters = [query, ...leaves.map(({ filter }) => filter)];
  return runTable(
    jq,
    filters.map((filter) => portFilter(filter, 'ocean')),
    payloads,
  );
}

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
