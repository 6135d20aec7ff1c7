import { nameIn } from '../../deployment/entity-names.ts';
import type { PortBlueprint } from '../../port/blueprint.ts';
import type { DoctorNames } from '../doctor-names.ts';
import { failure, fine, type Remark, skipped, warning } from '../finding.ts';

const apply = 'run `port-dora setup plan`, then `port-dora setup apply`';

/** Whether deployments can be related to the services that are meant. */
export function judgeServiceRelation(
  blueprints: ReadonlyMap<string, PortBlueprint>,
  names: DoctorNames,
): readonly Remark[] {
  const deployment = blueprints.get(names.deployment);
  if (!deployment) return [skipped(`there is no blueprint ${names.deployment}`)];
  const name = nameIn(names.relations, 'service');
  const relation = Object.hasOwn(deployment.relations, name) ? deployment.relations[name] : null;
  if (!relation) {
    return [
      failure(
        `${names.deployment} has no relation ${name}, so no metric of a service sees it`,
        apply,
      ),
    ];
  }
  if (relation.target !== names.service) {
    return [
      warning(
        `${names.deployment}.${name} leads to ${relation.target}, and services are looked for in ${names.service}`,
        `write \`service: ${relation.target}\` under \`names: blueprints:\` in .port-dora.yml`,
      ),
    ];
  }
  const service = blueprints.get(relation.target);
  if (!service) return [failure(`there is no blueprint ${relation.target}`, apply)];
  return [matched(service, names) ?? fine(`deployments lead to ${relation.target}`)];
}

function matched(service: PortBlueprint, { serviceMatch }: DoctorNames): Remark | null {
  if (serviceMatch.startsWith('$') || Object.hasOwn(service.properties, serviceMatch)) return null;
  return failure(
    `${service.identifier} has no property ${serviceMatch}, by which services are found`,
    'set `service-match` to a property that it has, or leave it out',
  );
}
