import { type DeploymentEntity, toEntity } from '../deployment/entity.ts';
import type { EntityNames } from '../deployment/entity-names.ts';
import type { IncidentRecord } from '../deployment/incident.ts';
import type { AccountCall } from './demo-account.ts';
import type { DemoHistory } from './demo-history.ts';

/** The demo's account calls everything as we do. */
const names: EntityNames = { properties: {}, relations: {}, values: {}, serviceMatch: '$title' };

/** As many as Port takes in one request. Source: Port's API reference, "Create multiple entities". */
const mostEntities = 20;

/** The requests that bring a history into the demo's account. */
export function historyCalls({ records, incidents }: DemoHistory): readonly AccountCall[] {
  return [
    ...bulk(
      'deployment',
      records.map((record) => toEntity(record, names)),
    ),
    ...bulk('pagerdutyIncident', incidents.map(incidentEntity)),
  ];
}

function bulk(blueprint: string, entities: readonly DeploymentEntity[]): AccountCall[] {
  const path = `/v1/blueprints/${blueprint}/entities/bulk?upsert=true&merge=true`;
  return Array.from({ length: Math.ceil(entities.length / mostEntities) }, (_, index) => {
    const begin = index * mostEntities;
    return { path, body: { entities: entities.slice(begin, begin + mostEntities) } };
  });
}

function incidentEntity(incident: IncidentRecord): DeploymentEntity {
  const { identifier, title, service, createdAt, resolvedAt, url } = incident;
  const minutes = resolvedAt ? (Date.parse(resolvedAt) - Date.parse(createdAt)) / 60_000 : null;
  return {
    identifier,
    title: title ?? identifier,
    properties: {
      status: resolvedAt ? 'resolved' : 'triggered',
      urgency: 'high',
      url,
      created_at: createdAt,
      resolvedAt,
      recoveryTime: minutes,
    },
    relations: {
      service: {
        combinator: 'and',
        rules: [{ property: names.serviceMatch, operator: '=', value: service ?? '' }],
      },
    },
  };
}
