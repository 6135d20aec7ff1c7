import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { nodeSha256 } from '../../src/host/node-sha256.ts';
import { parsePlanFile, writePlanFile } from '../../src/setup/plan-file.ts';
import { checkPlanFile, type Planned } from '../../src/setup/setup.ts';
import { thrownBy } from '../port/support/port-script.ts';
import { accounts } from './support/accounts.ts';
import type { SetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

const start = async (name: string) => {
  account = await (accounts[name] ?? (() => Promise.reject(new Error(name))))();
};

const textOf = (planned: Planned): string => writePlanFile(planned, nodeSha256);

describe('a plan in a file', () => {
  test.each(Object.keys(accounts))('is applied as it was written: %s', async (name) => {
    await start(name);
    const asked = { window: 'last-3-months', strategy: ['pull-request'] } as const;
    const file = parsePlanFile('plan.json', textOf(await account.plan({ asked })));
    const again = await account.plan({ asked: file.asked, names: file.names });
    expect(() => checkPlanFile(file, again, nodeSha256)).not.toThrow();
  });

  test('is refused when the account has moved on', async () => {
    await start("the guide's account");
    const file = parsePlanFile('plan.json', textOf(await account.plan()));
    await account.call('PATCH', '/v1/blueprints/service', { title: 'Dienst' });
    const again = await account.plan({ asked: file.asked, names: file.names });
    const thrown = await thrownBy(async () => checkPlanFile(file, again, nodeSha256));
    expect(thrown).toMatchObject({
      code: 'API_ACCOUNT_CHANGED',
      message: 'the plan was not applied: the account has changed since the plan was made',
    });
  });

  test('is refused when its requests are not those that would be sent', async () => {
    await start('an empty account');
    const planned = await account.plan();
    const other = { ...planned, plan: { ...planned.plan, steps: planned.plan.steps.slice(1) } };
    const file = parsePlanFile('plan.json', textOf(other));
    expect(() => checkPlanFile(file, planned, nodeSha256)).toThrow('would do something else');
  });

  test.each(['', '{}', '[]', 'null', '{"format":"port-dora setup plan 1"}'])(
    'is refused when it is no plan: %s',
    async (text) => {
      await start('an empty account');
      expect(() => parsePlanFile('plan.json', text)).toThrow('plan.json is not a plan');
    },
  );
});
