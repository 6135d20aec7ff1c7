import type { EntityNames } from '../../src/deployment/entity-names.ts';

/** The names of the data model itself. */
export const ownNames: EntityNames = {
  properties: {},
  relations: {},
  values: {},
  serviceMatch: '$title',
};
