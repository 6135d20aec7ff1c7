import type { DeploymentRecord } from '../../deployment/record.ts';

/**
 * What Port knows of a deployment and what the host tells afterwards, as one record. What was reported at the time
 * stands, since the job knew it best; the host fills in what is missing. A failure that either of them tells stays.
 */
export function mergeKnown(known: DeploymentRecord, found: DeploymentRecord): DeploymentRecord {
  const filled = { ...found, ...present(known) };
  const failed = [known, found].find(({ status }) => status === 'Failed');
  return {
    ...filled,
    status: failed ? 'Failed' : 'Success',
    failure: known.failure ?? (failed ? found.failure : null) ?? null,
  };
}

/** Without what says nothing: `null`, an empty list, and the mark of what nobody worked out. */
const present = (record: DeploymentRecord): Partial<DeploymentRecord> =>
  Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) =>
        value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
