import { expect, jest, test } from '@jest/globals';
import { runCli } from './run-cli.ts';

jest.setTimeout(60_000); // starts the real program on a machine that may be busy

test('a credential of another command is masked too when it is given as a wrong value', async () => {
  const env = { PORT_DORA_GITHUB_TOKEN: 'planted-token-value' };
  const { code, stdout, stderr } = await runCli(
    ['setup', 'plan', '--json', '--region', 'planted-token-value'],
    { env },
  );
  expect(code).toBe(2);
  expect(stderr).toContain('***');
  expect(JSON.parse(stdout)).toMatchObject({
    error: {
      code: 'OPTION_INVALID',
      problems: [{ message: expect.stringContaining('"***"') }, {}, {}],
    },
  });
  expect(`${stdout}${stderr}`).not.toContain('planted-token-value');
});

test('the value of a switch as a word of its own is told where it belongs', async () => {
  const { code, stderr } = await runCli(['metrics', '--compare', 'false'], { env: {} });
  expect(code).toBe(2);
  expect(stderr).toContain('--dry-run=false');
});
