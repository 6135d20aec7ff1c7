import { toEntity } from '../../../src/deployment/entity.ts';
import type { EntityNames } from '../../../src/deployment/entity-names.ts';
import type { DeploymentRecord } from '../../../src/deployment/record.ts';
import type { MeasuredIncident } from '../../../src/metrics/measured-incident.ts';
import { noAccountNames } from '../../../src/options/account-names.ts';
import type { ReadableAccount } from '../../../src/records/readable-account.ts';
import type { Account } from '../../account/start-account.ts';
import { testClient } from '../../port/support/port-script.ts';

const names: EntityNames = { properties: {}, relations: {}, values: {}, serviceMatch: '$title' };

/** The account as `metrics` reads it; `close` ends its connections. */
export function readable(
  account: Account,
  given: Partial<ReadableAccount> = {},
): { readonly account: ReadableAccount; close(): Promise<void> } {
  const { client, close } = testClient(account, {
    credentials: {
      clientId: String(account.env.PORT_CLIENT_ID),
      clientSecret: String(account.env.PORT_CLIENT_SECRET),
    },
  });
  return {
    account: {
      port: client,
      address: account.url,
      names: noAccountNames,
      values: { blueprint: 'deployment', serviceMatch: '$title' },
      ...given,
    },
    close,
  };
}

export async function addRecords(
  { call }: Account,
  records: readonly DeploymentRecord[],
): Promise<void> {
  const path = '/v1/blueprints/deployment/entities?upsert=true&merge=true';
  for (const record of records) await call('POST', path, toEntity(record, names));
}

/** Adds incidents as PagerDuty's integration does after setup; services are called by their title. */
export async function addIncidents(
  { call }: Account,
  incidents: readonly MeasuredIncident[],
  serviceOf: (title: string) => string = (title) => title,
): Promise<void> {
  for (const { identifier, createdAt, resolvedAt, service, urgency } of incidents) {
    const minutes = resolvedAt ? (Date.parse(resolvedAt) - Date.parse(createdAt)) / 60_000 : null;
    await call('POST', '/v1/blueprints/pagerdutyIncident/entities?upsert=true', {
      identifier,
      title: `Incident ${identifier}`,
      properties: {
        created_at: createdAt,
        resolvedAt: resolvedAt ?? null,
        recoveryTime: minutes,
        urgency: urgency ?? 'high',
      },
      relations: { service: service ? serviceOf(service) : null },
    });
  }
}
