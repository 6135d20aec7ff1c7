import type { PortClient } from '../../port/client.ts';
import type { DoctorNames } from '../doctor-names.ts';
import type { ServiceFacts } from '../facts.ts';

/** Every service under the name by which deployments find it; one without that name cannot be found. */
export async function readServices(
  port: Pick<PortClient, 'searchEntities'>,
  { service, serviceMatch }: DoctorNames,
): Promise<readonly ServiceFacts[]> {
  const services: ServiceFacts[] = [];
  const include = serviceMatch.startsWith('$') ? ['$title'] : ['$title', serviceMatch];
  for await (const one of port.searchEntities(service, { include, limit: 1000 })) {
    const { identifier, title, properties } = one;
    const name =
      serviceMatch === '$title'
        ? title
        : serviceMatch === '$identifier'
          ? identifier
          : properties[serviceMatch];
    if (typeof name === 'string' && name !== '') services.push({ identifier, name });
  }
  return services;
}
