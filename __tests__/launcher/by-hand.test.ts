import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { jobVariables, launcher, runScript } from './run-launcher.ts';
import { everyShell, toolbox } from './toolboxes.ts';

jest.setTimeout(60_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

/** The block of a page that calls the launcher, with a bundle that is here. */
function shown(page: string): string {
  const blocks = codeBlocks(readFileSync(join(root, page), 'utf8'));
  const block = blocks.find(({ text }) => /sh report\.sh$/m.test(text))?.text ?? '';
  return block.replace(/PORT_DORA_SOURCE=\S+/, `PORT_DORA_SOURCE=${join(root, 'dist/index.js')}`);
}

describe.each(['docs/closed-networks.md', 'docs/ci/generic.md'])(
  'the launcher as %s shows it',
  (page) => {
    test.each([
      [0, 'success', 'Success'],
      [3, 'failure', 'Failed'],
    ])('reports a deployment that ends with %i', async (code, status, shownAs) => {
      const folder = mkdtempSync(join(tmpdir(), 'port-dora-by-hand-'));
      writeFileSync(join(folder, 'report.sh'), launcher);
      writeFileSync(join(folder, 'deploy.sh'), `#!/bin/sh\nexit ${code}\n`);
      chmodSync(join(folder, 'deploy.sh'), 0o755);
      const script = `cd ${folder}\nstatus=${status}\n${shown(page)}\n`;
      for (const shell of everyShell) {
        const env = { ...jobVariables, ...account.env, PATH: toolbox('debian', 'node') };
        const run = await runScript(script, { shell, env });
        expect(run.output).toContain('Reported to Port: shop');
        expect(run.exitCode).toBe(page.includes('closed') ? code : 0);
        const [deployment] = await account.deployments();
        expect(deployment?.properties.deploymentStatus).toBe(shownAs);
      }
    });
  },
);
