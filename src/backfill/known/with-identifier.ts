import type { DeploymentRecord } from '../../deployment/record.ts';

/** The same deployment under another identifier, also where it names itself as what failed. */
export function withIdentifier(record: DeploymentRecord, identifier: string): DeploymentRecord {
  const { failure = null } = record;
  return {
    ...{ ...record, identifier },
    failure: failure && {
      ...failure,
      by: failure.by === record.identifier ? identifier : (failure.by ?? null),
    },
  };
}
