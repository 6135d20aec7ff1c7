import type { PortClient } from '../port/client.ts';

/** The part of the Port client that setup uses. */
export type SetupPort = Pick<
  PortClient,
  'request' | 'listBlueprints' | 'getEntity' | 'searchEntities'
>;
