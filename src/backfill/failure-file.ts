import type { DeploymentRecord } from '../deployment/record.ts';
import type { Files } from '../host/host.ts';

/** Keeps the records that Port refused, one a line, so that `replay` can send them again. */
export interface FailureFile {
  keep(record: DeploymentRecord): Promise<void>;
  /** The path, or `null` while nothing has failed. */
  path(): string | null;
}

/** The file is made by the first failure: a run without one leaves none. */
export function createFailureFile(
  path: string,
  files: Pick<Files, 'writePrivate' | 'append'>,
): FailureFile {
  let begun: Promise<void> | null = null;
  return {
    async keep(record) {
      begun ??= files.writePrivate(path, '');
      await begun;
      await files.append(path, `${JSON.stringify(record)}\n`);
    },
    path: () => (begun === null ? null : path),
  };
}
