import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Files } from './host.ts';

/** Files of the machine; relative paths start at `cwd`. */
export function createNodeFiles(cwd: string): Files {
  const failed =
    (code: 'FILE_UNREADABLE' | 'FILE_UNWRITABLE', path: string) =>
    (cause: NodeJS.ErrnoException) => {
      const verb = code === 'FILE_UNREADABLE' ? 'read' : 'write';
      throw new PortDoraError(code, `cannot ${verb} ${path}: ${cause.code ?? cause.message}`, {
        hint: `let this step ${verb} the file`,
        cause,
      });
    };
  return {
    read: (path) =>
      readFile(resolve(cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' || error.code === 'ENOTDIR'
          ? null
          : failed('FILE_UNREADABLE', path)(error),
      ),
    writePrivate: async (path, text) => {
      const target = resolve(cwd, path);
      const write = async (): Promise<void> => {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, text, { mode: 0o600 });
        await chmod(target, 0o600);
      };
      await write().catch(failed('FILE_UNWRITABLE', path));
    },
    append: async (path, text) => {
      await appendFile(resolve(cwd, path), text).catch(failed('FILE_UNWRITABLE', path));
    },
  };
}
