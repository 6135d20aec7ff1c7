import { nameIn, ownNameIn } from '../../deployment/entity-names.ts';
import { deploymentKinds, deploymentStatuses, environments } from '../../deployment/record.ts';
import { parseTime } from '../../deployment/time.ts';
import type { PortBlueprint } from '../../port/blueprint.ts';
import type { PortClient } from '../../port/client.ts';
import type { PortEntity } from '../../port/entity.ts';
import { hasEntities } from '../../port/has-entities.ts';
import type { DoctorNames } from '../doctor-names.ts';
import type { DeploymentFacts, DeploymentReading } from '../facts.ts';

/** How far back is looked. */
export const lookedDays = 30;

/** A busy account has more than are needed to see what is wrong. */
const most = 10_000;

const needed = [
  ...['createdAt', 'finishedAt', 'environment', 'environmentName', 'deploymentStatus', 'kind'],
  ...['commitSha', 'serviceName', 'leadTimeHours', 'leadTimeReason'],
] as const;

/** The deployments of the last days, with what the checks look at. */
export async function readDeployments(
  port: Pick<PortClient, 'searchEntities'>,
  blueprint: PortBlueprint,
  names: DoctorNames,
  now: number,
): Promise<DeploymentReading> {
  const time = nameIn(names.properties, 'createdAt');
  const include = included(blueprint, names);
  const from = new Date(now - lookedDays * 86_400_000).toISOString();
  const query = { combinator: 'and', rules: [{ property: time, operator: '>=', value: from }] };
  const list: DeploymentFacts[] = [];
  let isCut = false;
  // Without the property the search would be refused; the blueprint's own check says that it is missing.
  if (Object.hasOwn(blueprint.properties, time)) {
    for await (const one of port.searchEntities(names.deployment, {
      query,
      include,
      limit: 1000,
    })) {
      isCut = list.length === most;
      if (isCut) break;
      list.push(factsOf(one, names));
    }
  }
  return {
    ...{ days: lookedDays, list, isCut },
    hasAny: list.length > 0 || (await hasEntities(port, names.deployment)),
  };
}

/** Only what the blueprint has: Port may refuse a search for the rest. */
function included(blueprint: PortBlueprint, names: DoctorNames): readonly string[] {
  const properties = needed
    .map((ours) => nameIn(names.properties, ours))
    .filter((name) => Object.hasOwn(blueprint.properties, name));
  const relation = nameIn(names.relations, 'service');
  return [
    '$title',
    ...new Set(properties),
    ...(Object.hasOwn(blueprint.relations, relation) ? [relation] : []),
  ];
}

function factsOf(
  { identifier, properties, relations }: PortEntity,
  names: DoctorNames,
): DeploymentFacts {
  const get = (ours: string): unknown => properties[nameIn(names.properties, ours)];
  const text = (ours: string): string | null => {
    const value = get(ours);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const hours = get('leadTimeHours');
  const services = relations[nameIn(names.relations, 'service')] ?? [];
  return {
    identifier,
    environment:
      ownNameIn(names.values.environment, get('environment'), environments) ?? text('environment'),
    environmentName: text('environmentName'),
    status: ownNameIn(names.values.deploymentStatus, get('deploymentStatus'), deploymentStatuses),
    kind: ownNameIn(names.values.kind, get('kind'), deploymentKinds),
    createdAt: time(text('createdAt')),
    finishedAt: time(text('finishedAt')),
    commit: text('commitSha'),
    serviceName: text('serviceName'),
    services: typeof services === 'string' ? [services] : services,
    leadTimeHours: typeof hours === 'number' ? hours : null,
    leadTimeReason: text('leadTimeReason'),
  };
}

function time(text: string | null): number | null {
  const parsed = text === null ? null : parseTime(text);
  return parsed !== null && 'value' in parsed ? Date.parse(parsed.value) : null;
}
