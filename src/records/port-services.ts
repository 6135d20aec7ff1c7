import { nameIn } from '../deployment/entity-names.ts';
import type { Owner, Owners } from '../metrics/owners.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { PortEntity } from '../port/entity.ts';
import type { ReadNames } from './port-names.ts';
import type { ReadableAccount } from './readable-account.ts';

/** The services of an account. */
export interface PortServices {
  readonly owners: Owners;
  /** What deployments call a service, by the identifier of its entity. */
  readonly nameOf: ReadonlyMap<string, string>;
}

/** Reads who owns which service: the team of the entity, and its relation to a domain. */
export async function readPortServices(
  port: ReadableAccount['port'],
  blueprints: readonly PortBlueprint[],
  names: ReadNames,
): Promise<PortServices> {
  const owners = new Map<string, Owner>();
  const nameOf = new Map<string, string>();
  if (!blueprints.some(({ identifier }) => identifier === names.service)) return { owners, nameOf };
  const domain = nameIn(names.relations, 'domain');
  for await (const entity of port.searchEntities(names.service, { limit: 1000 })) {
    const name = serviceName(entity, names);
    const related = entity.relations[domain];
    nameOf.set(entity.identifier, name);
    owners.set(name, {
      teams: entity.team ?? [],
      domain: (typeof related === 'string' ? related : related?.[0]) ?? null,
    });
  }
  return { owners, nameOf };
}

/** By the property that deployments are compared with. */
function serviceName(
  { identifier, title, properties }: PortEntity,
  { serviceMatch }: ReadNames,
): string {
  if (serviceMatch === '$identifier') return identifier;
  const value = serviceMatch === '$title' ? title : properties[serviceMatch];
  return typeof value === 'string' && value !== '' ? value : (title ?? identifier);
}
