import { type EntityNames, nameIn } from '../deployment/entity-names.ts';
import { entityProperties } from '../deployment/entity-properties.ts';
import {
  type PullRequestRelation,
  pullRequestRelations,
} from '../deployment/pull-request-relations.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { PortRelation } from '../port/blueprint.ts';
import type { PortClient } from '../port/client.ts';
import type { PortEntity } from '../port/entity.ts';

/** What of deployments an account can take, read once before many of them are written. */
export interface DeploymentAccount {
  /** In the account's own names. */
  readonly properties: ReadonlySet<string>;
  readonly pullRequestRelations: readonly PullRequestRelation[];
  /** Where these lead, by the account's own names of them. */
  readonly pullRequestTargets: ReadonlyMap<string, PortRelation>;
  /** Our properties that its blueprint does not know. */
  readonly missing: readonly string[];
  /** The entities that a service may be. */
  servicesCalled(title: string): readonly string[];
}

export interface AccountNamesOfDeployments extends EntityNames {
  readonly blueprint: string;
}

/** Reads the blueprint, and the services once for all deployments. @throws ApiError, API_BLUEPRINT_MISSING */
export async function readAccount(
  port: Pick<PortClient, 'getBlueprint' | 'searchEntities'>,
  names: AccountNamesOfDeployments,
): Promise<DeploymentAccount> {
  const blueprint = await port.getBlueprint(names.blueprint);
  if (!blueprint) {
    throw new PortDoraError(
      'API_BLUEPRINT_MISSING',
      `there is no blueprint ${names.blueprint} in this Port account`,
      { hint: 'run port-dora setup apply, or give the name of yours as the option blueprint' },
    );
  }
  const properties = new Set(Object.keys(blueprint.properties));
  const target = blueprint.relations[nameIn(names.relations, 'service')]?.target;
  const services = target ? await readServices(port, target, names.serviceMatch) : new Map();
  const known = pullRequestRelations.filter((one) =>
    Object.hasOwn(blueprint.relations, nameIn(names.relations, one)),
  );
  return {
    properties,
    pullRequestRelations: known,
    pullRequestTargets: new Map(
      known.flatMap((ours) => {
        const name = nameIn(names.relations, ours);
        const relation = blueprint.relations[name];
        return relation ? [[name, relation] as const] : [];
      }),
    ),
    missing: entityProperties
      .map((ours) => nameIn(names.properties, ours))
      .filter((name) => !properties.has(name)),
    servicesCalled: (title) => services.get(title) ?? [],
  };
}

async function readServices(
  port: Pick<PortClient, 'searchEntities'>,
  blueprint: string,
  property: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const services = new Map<string, string[]>();
  const search = { include: [property === '$identifier' ? '$title' : property], limit: 1000 };
  for await (const entity of port.searchEntities(blueprint, search)) {
    const name = searchedValue(entity, property);
    if (name !== null) services.set(name, [...(services.get(name) ?? []), entity.identifier]);
  }
  return services;
}

function searchedValue(
  { identifier, title, properties }: PortEntity,
  property: string,
): string | null {
  if (property === '$identifier') return identifier;
  const value = property === '$title' ? title : properties[property];
  return typeof value === 'string' ? value : null;
}
