import type { PortEntity } from '../port/entity.ts';
import type { DeliveryNames, Parcel } from './parcel.ts';
import type { ReportPort } from './report-port.ts';
import type { Sent } from './send-entities.ts';

/** The entities as Port has them now: from the answers where these show them, else by one search. */
export async function readBack(
  port: ReportPort,
  names: DeliveryNames,
  parcels: readonly Parcel[],
  sent: readonly Sent[],
): Promise<readonly (PortEntity | null)[]> {
  const missing = parcels.filter((_, index) => {
    const answer = sent[index];
    return answer?.ok && !answer.entity;
  });
  const found = new Map<string, PortEntity>();
  if (missing.length > 0) await search(port, names, missing, found).catch(() => undefined);
  return parcels.map(({ record }, index) => {
    const answer = sent[index];
    return answer?.ok ? (answer.entity ?? found.get(record.identifier) ?? null) : null;
  });
}

/** Only what the report looks at is asked for. */
async function search(
  port: ReportPort,
  names: DeliveryNames,
  parcels: readonly Parcel[],
  found: Map<string, PortEntity>,
): Promise<void> {
  const value = parcels.map(({ record }) => record.identifier);
  const body = {
    query: {
      combinator: 'and' as const,
      rules: [{ property: '$identifier', operator: 'in' as const, value }],
    },
    include: ['$identifier', names.failed, names.failureReason, names.serviceRelation],
  };
  for await (const entity of port.searchEntities(names.blueprint, body))
    found.set(entity.identifier, entity);
}
