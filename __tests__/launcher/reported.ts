import { expect } from '@jest/globals';
import type { Account } from '../account/start-account.ts';
import type { LauncherRun } from './run-launcher.ts';

/** The job stays green, says so, and its deployment is in Port. */
export async function expectReported(account: Account, run: LauncherRun): Promise<void> {
  expect(run.output).toContain('Reported to Port: shop 1ecfd27 to Production');
  expect(run.output).not.toContain('NOT REPORTED');
  expect(run.exitCode).toBe(0);
  expect(await account.deployments()).toMatchObject([
    { identifier: expect.stringContaining('acme/shop/1212345678'), properties: { ci: 'gitlab' } },
  ]);
}

/** The log says in one line that nothing was reported and why; the job stays green. */
export function expectNotReported(run: LauncherRun, why: RegExp | string): void {
  const said = run.output.split('\n').filter((line) => line.startsWith('NOT REPORTED: '));
  const reason =
    typeof why === 'string' ? expect.stringContaining(why) : expect.stringMatching(why);
  expect(said).toEqual([reason]);
  expect(run.exitCode).toBe(0);
}
