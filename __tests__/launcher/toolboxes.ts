import { accessSync, constants, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const needed =
  'sh date sleep mktemp rm mkdir chmod tr true tar gzip cat touch id env uname dirname'.split(' ');

/**
 * Programs that an image may have beside its shell: Debian's, Alpine's (all of them busybox), macOS's, which has no
 * timeout and no setsid, and Debian's with other tools to fetch and to check.
 */
const toolNames = {
  bare: needed,
  debian: [...needed, 'timeout', 'curl', 'sha256sum'],
  'debian with wget and openssl': [...needed, 'timeout', 'wget', 'openssl'],
  alpine: [...needed, 'timeout', 'setsid', 'wget', 'sha256sum'],
  macos: [...needed, 'curl', 'shasum', 'perl'],
} as const;

export type Toolbox = keyof typeof toolNames;

/** The shells by which CI systems run scripts. */
export const shells = {
  dash: ['dash'],
  bash: ['bash'],
  busybox: ['busybox', 'sh'],
} as const satisfies Record<string, readonly string[]>;

export type Shell = keyof typeof shells;

export const everyShell = Object.keys(shells) as Shell[];

/** The path of a program of this machine. @throws Error that says which package has it */
export function programPath(name: string): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  throw new Error(`${name} is needed for this test and is not installed: apt-get install ${name}`);
}

/** A folder to be the whole PATH: the programs of an image, and nothing else of this machine. */
export function toolbox(kind: Toolbox, ...others: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-tools-'));
  for (const name of toolNames[kind]) {
    symlinkSync(programPath(kind === 'alpine' ? 'busybox' : name), join(folder, name));
  }
  for (const name of others) symlinkSync(programPath(name), join(folder, name));
  return folder;
}

/** Puts a program of the test's own into a toolbox; never through a link into what this machine has. */
export function putProgram(folder: string, name: string, script: string): void {
  const path = join(folder, name);
  rmSync(path, { force: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755, flag: 'wx' });
}
