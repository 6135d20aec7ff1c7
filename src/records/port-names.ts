import type { EntityNames } from '../deployment/entity-names.ts';
import type { ReadableAccount } from './readable-account.ts';

/** The names of an account for reading its deployments. */
export interface ReadNames extends EntityNames {
  readonly deployment: string;
  readonly service: string;
}

/** The option `blueprint` wins over the config file's map when it names another one than the default. */
export function readNames({ names, values }: Pick<ReadableAccount, 'names' | 'values'>): ReadNames {
  const { blueprints, properties, relations } = names;
  const deployment =
    values.blueprint === 'deployment'
      ? (blueprints.deployment ?? values.blueprint)
      : values.blueprint;
  return {
    properties,
    relations,
    values: names.values,
    serviceMatch: values.serviceMatch,
    deployment,
    service: blueprints.service ?? 'service',
  };
}
