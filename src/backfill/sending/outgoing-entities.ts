import { clearedProperties } from '../../deployment/cleared-properties.ts';
import { toEntity } from '../../deployment/entity.ts';
import { type EntityNames, nameIn } from '../../deployment/entity-names.ts';
import type { DeploymentRecord } from '../../deployment/record.ts';
import type { EntityInput, PortEntity } from '../../port/entity.ts';
import type { DeploymentAccount } from '../account.ts';
import type { KnownDeployments } from '../known/read-known.ts';
import { changedProperties } from './changed-properties.ts';
import type { Outgoing } from './group-entities.ts';

/** The account's names, and what it can take; `null` where no account is asked. */
export interface OutgoingNames extends EntityNames {
  readonly account: DeploymentAccount | null;
  /** Whether pull requests that Port did not have are looked for again; each run would write these for ever. */
  readonly looksAgain: boolean;
}

/** What has to be written: new deployments whole, and of those that Port knows only what has changed. */
export function outgoingEntities(
  records: readonly DeploymentRecord[],
  known: KnownDeployments,
  names: OutgoingNames,
): Outgoing<DeploymentRecord>[] {
  const before = new Map(known.records.map((record) => [record.identifier, record]));
  return records.flatMap((record): Outgoing<DeploymentRecord>[] => {
    const [was, inPort] = [before.get(record.identifier), known.entities.get(record.identifier)];
    const entity =
      was && inPort ? changedEntity(was, record, inPort, names) : entityFor(record, names);
    return entity === null ? [] : [{ entity, origin: record }];
  });
}

function changedEntity(
  before: DeploymentRecord,
  after: DeploymentRecord,
  inPort: PortEntity,
  names: OutgoingNames,
): EntityInput | null {
  const [was, is] = [entityFor(before, names), entityFor(after, names)];
  const cleared = clearedProperties(before, after).flatMap((ours) => {
    const name = nameIn(names.properties, ours);
    const isOwn = names.account?.properties.has(name) ?? true;
    return isOwn ? [[name, ours === 'failed' ? false : null] as const] : [];
  });
  const wanted = { ...is, properties: { ...Object.fromEntries(cleared), ...is.properties } };
  const properties = changedProperties(inPort, was, wanted);
  const service = nameIn(names.relations, 'service');
  const missing = Object.entries(is.relations ?? {}).filter(
    ([name]) => inPort.relations[name] === undefined,
  );
  const isWorthIt =
    properties !== null || names.looksAgain || missing.some(([name]) => name === service);
  if (!isWorthIt || (properties === null && missing.length === 0)) return null;
  return {
    identifier: is.identifier,
    ...(properties === null ? {} : { properties }),
    ...(missing.length === 0 ? {} : { relations: Object.fromEntries(missing) }),
  };
}

/** The entity as this account can take it, with its service by identifier: what a bulk request searches for may fail it. */
function entityFor(record: DeploymentRecord, names: OutgoingNames): EntityInput {
  const { account } = names;
  const entity = toEntity(record, names, account?.pullRequestRelations ?? []);
  if (account === null) return entity;
  const { [nameIn(names.relations, 'service')]: _, ...relations } = entity.relations;
  const [service, ...others] = account.servicesCalled(record.service);
  const isLinked = service !== undefined && others.length === 0;
  return {
    ...entity,
    properties: Object.fromEntries(
      Object.entries(entity.properties).filter(([name]) => account.properties.has(name)),
    ),
    relations: {
      ...relations,
      ...(isLinked ? { [nameIn(names.relations, 'service')]: service } : {}),
    },
  };
}
