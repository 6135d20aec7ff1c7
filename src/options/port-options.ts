import { reportOptions } from './schema.ts';

/** Which account of Port is meant; `requiredWhen` in words, as for any option. */
export const portOptions = (requiredWhen: string) =>
  ({
    'client-id': { ...reportOptions['client-id'], requiredWhen },
    'client-secret': { ...reportOptions['client-secret'], requiredWhen },
    'access-token': reportOptions['access-token'],
    region: reportOptions.region,
    'base-url': reportOptions['base-url'],
  }) as const;
