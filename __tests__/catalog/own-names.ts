import type { Names } from '../../src/catalog/names.ts';

/** The names of an account in which nothing is called otherwise. */
export const ownNames: Names = { blueprints: {}, properties: {}, relations: {}, values: {} };
