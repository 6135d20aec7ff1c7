import type { DeploymentRecord } from '../deployment/record.ts';
import type { Host } from '../host/host.ts';

const folder = '.port-dora/spool';

/**
 * Keeps records that could not be sent, one file each: readable by its owner only, without credentials, and hidden
 * from git. The same deployment has the same file, so a repeated failure leaves one.
 * @returns the paths, or `null` for a record that could not be written either
 */
export async function keepInSpool(
  records: readonly DeploymentRecord[],
  { files, sha256 }: Pick<Host, 'files' | 'sha256'>,
): Promise<readonly (string | null)[]> {
  const write = async (path: string, text: string): Promise<string | null> => {
    try {
      await files.writePrivate(path, text);
      return path;
    } catch {
      return null;
    }
  };
  if (records.length > 0) await write('.port-dora/.gitignore', '*\n');
  return Promise.all(
    records.map((record) =>
      write(`${folder}/${fileName(record, sha256)}`, `${JSON.stringify(record, null, 2)}\n`),
    ),
  );
}

/** Readable at the front, unique at the end: identifiers hold characters that file names may not. */
function fileName(
  { service, createdAt, identifier }: DeploymentRecord,
  sha256: Host['sha256'],
): string {
  const readable = `${createdAt}-${service}`.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60);
  return `${readable}-${sha256(identifier).slice(0, 12)}.json`;
}
