import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Files } from './host.ts';

/** Files of the machine; relative paths start at `cwd`. Read at once: the files are small, and `node:fs/promises` takes long to load. */
export function createNodeFiles(cwd: string): Files {
  return {
    read: async (path) => {
      try {
        return readFileSync(resolve(cwd, path), 'utf8');
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw failure('FILE_UNREADABLE', path, cause);
      }
    },
    writePrivate: async (path, text) => {
      const target = resolve(cwd, path);
      try {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text, { mode: 0o600 });
        chmodSync(target, 0o600);
      } catch (cause) {
        throw failure('FILE_UNWRITABLE', path, cause);
      }
    },
    createPrivate: async (path) => {
      const target = resolve(cwd, path);
      let isFolderThere = false;
      try {
        mkdirSync(dirname(target), { recursive: true });
        isFolderThere = true;
        writeFileSync(target, '', { flag: 'wx', mode: 0o600 });
        return true;
      } catch (cause) {
        // Also a file in the place of the folder is reported so.
        if (isFolderThere && codeOf(cause) === 'EEXIST') return false;
        throw failure('FILE_UNWRITABLE', path, cause);
      }
    },
    append: async (path, text) => {
      try {
        appendFileSync(resolve(cwd, path), text);
      } catch (cause) {
        throw failure('FILE_UNWRITABLE', path, cause);
      }
    },
  };
}

const codeOf = (cause: unknown): string => String((cause as NodeJS.ErrnoException).code ?? cause);

const isMissing = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(cause));

function failure(
  code: 'FILE_UNREADABLE' | 'FILE_UNWRITABLE',
  path: string,
  cause: unknown,
): PortDoraError {
  const verb = code === 'FILE_UNREADABLE' ? 'read' : 'write';
  return new PortDoraError(code, `cannot ${verb} ${path}: ${codeOf(cause)}`, {
    hint: `let this step ${verb} the file`,
    cause,
  });
}
