import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { enter, onTerminal } from '../entry/on-terminal.ts';

jest.setTimeout(60_000); // starts the real program on a machine that may be busy

const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
const command = `${process.execPath} ${cli} backfill --from git --since 2026-01-01T00:00:00Z`;

let account: Account;
let folder: string;
beforeEach(async () => {
  account = await startAccount();
  folder = mkdtempSync(join(tmpdir(), 'port-dora-terminal-'));
  const git = (day: number, ...args: readonly string[]): void => {
    const at = `2026-03-0${day}T00:00:00Z`;
    const env = { PATH: process.env.PATH, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
    const who = ['-c', 'user.name=Jane', '-c', 'user.email=jane@example.com'];
    execFileSync('git', [...who, ...args], { cwd: folder, env, stdio: 'ignore' });
  };
  git(1, 'init', '-b', 'main');
  git(1, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  for (const day of [1, 2, 3]) {
    git(day, 'commit', '--allow-empty', '-m', `change ${day}`);
    git(day, 'tag', '-a', `v1.${day}`, '-m', 'release');
  }
});
afterEach(() => account.close());

describe('on a terminal', () => {
  const run = (answer: string) =>
    onTerminal(command, { cwd: folder, env: account.env }, [['Write them to Port?', answer]]);

  test('a backfill shows its plan, asks, and writes when the person says yes', async () => {
    const { code, shown } = await run('y');
    expect(shown).toMatch(/3 deployments to write, 0 as they should be, in 1 repository/);
    expect(shown).toContain('Written to Port: 3 new, 0 changed');
    expect(code).toBe(0);
    expect(await account.deployments()).toHaveLength(3);
    const again = await onTerminal(command, { cwd: folder, env: account.env }, []);
    expect(again.shown).toContain('0 deployments to write');
    expect(again.code).toBe(0);
  });

  test('it writes nothing when the person does not say yes', async () => {
    const { code } = await run(enter);
    expect(code).toBe(1);
    expect(await account.deployments()).toEqual([]);
  });
});
