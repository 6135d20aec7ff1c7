import { filled } from './entity-changes.ts';
import { type EntityNames, nameIn } from './entity-names.ts';
import { entityPropertiesOf } from './entity-properties.ts';
import { type PullRequestRelation, pullRequestSearches } from './pull-request-relations.ts';
import type { DeploymentRecord } from './record.ts';
import type { RelationSearch } from './relation-search.ts';

/** A deployment as it is sent to Port. */
export interface DeploymentEntity {
  readonly identifier: string;
  readonly title?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, RelationSearch>>;
}

/**
 * The entity of a record, in the account's names. What is not known is left out, never `null` or empty: with an upsert
 * that merges, a later report then clears nothing. So `failed` is only ever `true`. The one exception: a lead time
 * clears the reason why there was none. Of the relations to pull requests only those that the account has are set.
 */
export function toEntity(
  record: DeploymentRecord,
  names: EntityNames,
  relations: readonly PullRequestRelation[] = [],
): DeploymentEntity {
  return {
    identifier: record.identifier,
    ...(record.title ? { title: record.title } : {}),
    properties: propertiesOf(record, names),
    relations: {
      [nameIn(names.relations, 'service')]: {
        combinator: 'and',
        rules: [{ property: names.serviceMatch, operator: '=', value: record.service }],
      },
      ...pullRequests(record, names, relations),
    },
  };
}

function propertiesOf(record: DeploymentRecord, names: EntityNames): Record<string, unknown> {
  const ours = filled(entityPropertiesOf(record));
  const cleared = ours.leadTimeHours === undefined ? {} : { leadTimeReason: null };
  return Object.fromEntries(
    Object.entries({ ...ours, ...cleared }).map(([name, value]) => [
      nameIn(names.properties, name),
      typeof value === 'string' ? nameIn(names.values[name], value) : value,
    ]),
  );
}

function pullRequests(
  { changes }: DeploymentRecord,
  names: EntityNames,
  relations: readonly PullRequestRelation[],
): Record<string, RelationSearch> {
  const searches = pullRequestSearches(changes ?? []);
  return Object.fromEntries(
    relations.flatMap((relation) => {
      const search = searches[relation];
      return search ? [[nameIn(names.relations, relation), search] as const] : [];
    }),
  );
}
