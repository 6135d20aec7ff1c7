import type { PortClient } from '../port/client.ts';

/** The part of the Port client that a report uses. */
export type ReportPort = Pick<
  PortClient,
  'upsertEntity' | 'upsertEntities' | 'getBlueprint' | 'searchEntities'
>;
