import type { ShownEntity } from '../account/start-account.ts';

/** Properties that only the whole history tells, so that a live report can but guess them. */
export const provisional: readonly string[] = [
  ...['kind', 'previousSha', 'previousIdentifier', 'changes', 'changeCount', 'changesTruncated'],
  ...['leadTimeHours', 'leadTimeSource', 'leadTimeReason', 'recoveredAt', 'recoveryHours'],
  ...['failed', 'failureReason', 'failureAt', 'failureBy'],
];

/** A property of an entity that is not what it was. */
export interface Difference {
  readonly property: string;
  /** `entity property: before -> after` */
  readonly text: string;
}

/** What differs between two states of an account; an entity that is only in one of them differs in everything. */
export function differences(
  before: readonly ShownEntity[],
  after: readonly ShownEntity[],
): readonly Difference[] {
  const was = new Map(before.map((entity) => [entity.identifier, valuesOf(entity)]));
  const is = new Map(after.map((entity) => [entity.identifier, valuesOf(entity)]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((identifier) => {
    const [old, now] = [was.get(identifier) ?? {}, is.get(identifier) ?? {}];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((property) => {
      const [from, to] = [old[property], now[property]].map((one) => JSON.stringify(one ?? null));
      return from === to ? [] : [{ property, text: `${identifier} ${property}: ${from} -> ${to}` }];
    });
  });
}

const valuesOf = ({ properties, relations, title }: ShownEntity): Record<string, unknown> => ({
  ...properties,
  relations,
  title,
});
