import type { EntityNames } from '../deployment/entity-names.ts';
import { deploymentBlueprint } from '../options/deployment-blueprint.ts';
import type { ReadableAccount } from './readable-account.ts';

/** The names of an account for reading its deployments. */
export interface ReadNames extends EntityNames {
  readonly deployment: string;
  readonly service: string;
}

/** The names under which deployments and services are read. */
export function readNames({ names, values }: Pick<ReadableAccount, 'names' | 'values'>): ReadNames {
  const { blueprints, properties, relations } = names;
  const deployment = deploymentBlueprint(names, values.blueprint);
  return {
    properties,
    relations,
    values: names.values,
    serviceMatch: values.serviceMatch,
    deployment,
    service: blueprints.service ?? 'service',
  };
}
