import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { LoggedRequest } from '../../src/local-port/http/request-log.ts';
import { planDocument } from '../../src/setup/plan-document.ts';
import { accounts } from './support/accounts.ts';
import type { SetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

const start = async (name: string) => {
  account = await (accounts[name] ?? (() => Promise.reject(new Error(name))))();
};

interface PlanJson {
  readonly changes: readonly object[];
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly body?: object;
  }[];
}

const withoutQuery = (path: string): string => path.split('?')[0] ?? '';

/** Searches are posts too. */
const isChange = ({ method, path }: LoggedRequest): boolean =>
  method !== 'GET' && !/\/(?:auth|search)\b/.test(path);

describe('a plan', () => {
  test.each(['an empty account', "the guide's account"])(
    'names every request that applying it sends: %s',
    async (name) => {
      await start(name);
      const planned = await account.plan();
      const { requests, changes } = planDocument(planned.plan, planned.ahead) as PlanJson;
      expect(changes).toContainEqual(
        expect.objectContaining({ action: 'create', kind: 'blueprint', id: 'port_dora_manifest' }),
      );
      const before = (await account.requests()).length;
      expect(await account.apply()).toMatchObject({ failed: null, forbidden: [] });
      const sent = (await account.requests()).slice(before).filter(isChange);
      expect(sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual(
        requests.map(({ method, path, body }) => ({ method, path: withoutQuery(path), body })),
      );
      const again = await account.plan();
      expect(planDocument(again.plan, again.ahead)).toMatchObject({ changes: [], requests: [] });
    },
  );

  test('of a removal shows that the list of what is ours goes too', async () => {
    await start('an empty account');
    await account.apply();
    expect((await account.planRemoval())?.changes).toContainEqual(
      expect.objectContaining({ action: 'delete', key: 'blueprint/port_dora_manifest' }),
    );
  });
});
