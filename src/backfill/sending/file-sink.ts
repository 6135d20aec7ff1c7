import type { Files } from '../../host/host.ts';
import type { DeploymentSink } from '../backfill.ts';

/** A sink that writes records to a file, one a line, in the order in which repositories were read. */
export async function createFileSink(
  path: string,
  files: Pick<Files, 'writePrivate' | 'append'>,
): Promise<DeploymentSink> {
  await files.writePrivate(path, '');
  let last = Promise.resolve();
  return {
    async take(outgoing) {
      const text = outgoing.map(({ origin }) => `${JSON.stringify(origin)}\n`).join('');
      const before = last;
      last = before.then(() => (text === '' ? undefined : files.append(path, text)));
      await last;
      return true;
    },
  };
}

/** A sink that keeps nothing. */
export const nowhere: DeploymentSink = { take: async () => true };
