import { toEntity } from '../deployment/entity.ts';
import { type EntityNames, nameIn } from '../deployment/entity-names.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { EntityInput } from '../port/entity.ts';
import type { DeploymentAccount } from './account.ts';
import { changedProperties } from './changed-properties.ts';
import type { CollectedRepository } from './collect-repository.ts';
import type { Outgoing } from './group-entities.ts';
import type { KnownDeployments } from './read-known.ts';

/** The account's names, and what it can take; `null` where no account is asked. */
export interface OutgoingNames extends EntityNames {
  readonly account: DeploymentAccount | null;
}

/** Properties that tell of a failure, and what each is without one. */
const withoutFailure = {
  failed: false,
  failureReason: null,
  failureAt: null,
  failureBy: null,
  recoveredAt: null,
  recoveryHours: null,
} as const;

/** What has to be written: new deployments whole, and of those that Port knows only what has changed. */
export function outgoingEntities(
  { records, cleared }: Pick<CollectedRepository, 'records' | 'cleared'>,
  known: KnownDeployments,
  names: OutgoingNames,
): Outgoing<DeploymentRecord>[] {
  const isCleared = new Set(cleared);
  return records.flatMap((record): Outgoing<DeploymentRecord>[] => {
    const wanted = entityFor(record, names, isCleared.has(record.identifier));
    const before = known.entities.get(record.identifier);
    if (before === undefined) return [{ entity: wanted, origin: record }];
    const entity = changedProperties(before, wanted);
    return entity === null ? [] : [{ entity, origin: record }];
  });
}

/** The entity as this account can take it, with its service by identifier: what a bulk request searches for may fail it. */
function entityFor(
  record: DeploymentRecord,
  names: OutgoingNames,
  isCleared: boolean,
): EntityInput {
  const { account } = names;
  const entity = toEntity(record, names, account?.pullRequestRelations ?? []);
  const properties = isCleared
    ? { ...entity.properties, ...renamed(withoutFailure, names) }
    : entity.properties;
  if (account === null) return { ...entity, properties };
  const { [nameIn(names.relations, 'service')]: _, ...relations } = entity.relations;
  const [service, ...others] = account.servicesCalled(record.service);
  const isLinked = service !== undefined && others.length === 0;
  return {
    ...entity,
    properties: Object.fromEntries(
      Object.entries(properties).filter(([name]) => account.properties.has(name)),
    ),
    relations: {
      ...relations,
      ...(isLinked ? { [nameIn(names.relations, 'service')]: service } : {}),
    },
  };
}

const renamed = (properties: object, names: EntityNames): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).map(([ours, value]) => [nameIn(names.properties, ours), value]),
  );
