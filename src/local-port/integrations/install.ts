import { randomBytes } from 'node:crypto';
import { notFound } from '../http/api-error.ts';
import type { Json } from '../model/json.ts';
import type { LocalPortState } from '../state/state.ts';
import type { Integration, StoredIntegration } from './integration.ts';

type Given = Pick<Integration, 'installationId'> &
  Partial<Omit<Integration, 'createdAt' | 'updatedAt' | 'logIngestId'>>;

/** An integration by installation id, or by the id under which it logs. @throws ApiError 404 */
export function needIntegration(
  identifier: string,
  { integrations }: LocalPortState,
  byField: 'installationId' | 'logIngestId' = 'installationId',
): StoredIntegration {
  const found =
    byField === 'installationId'
      ? integrations.get(identifier)
      : integrations.list().find(({ integration }) => integration.logIngestId === identifier);
  if (!found) throw notFound(`Integration with identifier "${identifier}" was not found`);
  return found;
}

/** Keeps a new integration, or changes one that is there. */
export function install(
  given: Given,
  source: Readonly<Record<string, readonly Json[]>> | null,
  caller: string,
  { integrations, clock }: LocalPortState,
): StoredIntegration {
  const before = integrations.get(given.installationId);
  const now = new Date(clock.now()).toISOString();
  const stored: StoredIntegration = {
    source: source ?? before?.source ?? {},
    integration: {
      installationAppType: '',
      title: null,
      version: '',
      config: null,
      changelogDestination: {},
      actionsProcessingEnabled: false,
      spec: {},
      logIngestId: randomBytes(12).toString('hex'),
      createdAt: now,
      createdBy: caller,
      ...before?.integration,
      ...given,
      updatedAt: now,
      updatedBy: caller,
    },
  };
  integrations.put(stored);
  return stored;
}
