import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Answer, enter, interrupt, onTerminal } from '../entry/on-terminal.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // starts the real program on a machine that may be busy

const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));

let account: SetupAccount;
beforeEach(async () => {
  account = await startSetupAccount([]);
});
afterEach(() => account.close());

const setup = (command: string, ...answers: readonly Answer[]) =>
  onTerminal(
    `${process.execPath} ${cli} setup ${command}`,
    { cwd: mkdtempSync(join(tmpdir(), 'port-dora-terminal-')), env: account.env },
    answers,
  );

/** The first answer of each is what the account shows. */
const asSuggested: readonly Answer[] = [
  ['Which code hosts?', enter],
  ['Which incident tools?', enter],
  ['Which time do the metrics cover?', enter],
  ['With scorecards?', enter],
  ['With a dashboard?', enter],
];

describe('on a terminal', () => {
  test('setup asks what no flag says, shows the plan, and does it when the person says yes', async () => {
    const { code, shown } = await setup('apply', ...asSuggested, ['Apply this?', 'y']);
    expect(shown).toContain('+ blueprint deployment');
    expect(shown).toContain('Done.');
    expect(code).toBe(0);
    const check = await setup('check');
    expect([check.code, check.shown.includes('Nothing to change.')]).toEqual([0, true]);
  });

  test('it changes nothing when the person does not say yes', async () => {
    const before = await account.snapshot();
    const { code, shown } = await setup('apply', ...asSuggested, ['Apply this?', enter]);
    expect(shown).toContain('+ blueprint deployment');
    expect(code).toBe(1);
    expect(await account.snapshot()).toEqual(before);
  });

  test('it changes nothing when the person leaves a question, and says how to go on without them', async () => {
    const before = await account.snapshot();
    const { code, shown } = await setup('apply', ['Which code hosts?', interrupt]);
    expect(shown).toContain('give the choices as flags');
    expect(code).toBe(2);
    expect(await account.snapshot()).toEqual(before);
  });

  test('it asks only for what the flags leave open', async () => {
    const flags = '--scm github --incidents pagerduty --window last-week --scorecards false';
    const { code, shown } = await setup(`plan ${flags}`, ['With a dashboard?', 'n']);
    expect(shown).not.toContain('Which');
    expect(shown).not.toContain('+ page');
    expect(code).toBe(0);
  });
});
