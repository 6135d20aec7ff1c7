import { filled } from './entity-changes.ts';
import { type EntityNames, nameIn } from './entity-names.ts';
import { entityPropertiesOf } from './entity-properties.ts';
import type { DeploymentRecord } from './record.ts';

/** The search by which Port finds the other end of a relation. Source: Port's page "Mapping relations using search queries". */
export interface RelationSearch {
  readonly combinator: 'and';
  readonly rules: readonly [
    { readonly property: string; readonly operator: '='; readonly value: string },
  ];
}

/** A deployment as it is sent to Port. */
export interface DeploymentEntity {
  readonly identifier: string;
  readonly title?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, RelationSearch>>;
}

/**
 * The entity of a record, in the account's names. What is not known is left out, never `null` or empty: with an upsert
 * that merges, a later report then clears nothing. So `failed` is only ever `true`.
 */
export function toEntity(record: DeploymentRecord, names: EntityNames): DeploymentEntity {
  const properties = Object.entries(filled(entityPropertiesOf(record))).map(([ours, value]) => [
    nameIn(names.properties, ours),
    typeof value === 'string' ? nameIn(names.values[ours], value) : value,
  ]);
  return {
    identifier: record.identifier,
    ...(record.title ? { title: record.title } : {}),
    properties: Object.fromEntries(properties),
    relations: {
      [nameIn(names.relations, 'service')]: {
        combinator: 'and',
        rules: [{ property: names.serviceMatch, operator: '=', value: record.service }],
      },
    },
  };
}
