import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { fetchFrom } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(120_000);

const now = Date.parse('2026-07-01T00:00:00Z');
const since = '2026-01-01T00:00:00Z';
const repositories = organization(380, 6);
const fetch = fetchFrom(githubOrganization('acme', repositories, 'https://github.test'));
const titles = repositories.map(({ name }) => name);

describe('an organisation of 380 repositories', () => {
  let account: Account;
  beforeAll(async () => {
    account = await startAccount({ services: titles });
  });
  afterAll(() => account.close());

  test('every deployment arrives, in bulk requests of 20', async () => {
    const outcome = await runOnStandIn({ account, fetch, now, flags: { since } });
    expect(outcome).toMatchObject({ ended: null, counts: { failed: 0 }, unlinked: [] });
    const entities = await account.deployments();
    expect(entities).toHaveLength(380 * 6);
    const writes = (await account.requests()).filter(({ path }) => path.includes('/bulk'));
    expect(writes).toHaveLength(Math.ceil((380 * 6) / 20));
  });

  test('running it again writes nothing', async () => {
    const before = (await account.requests()).length;
    const outcome = await runOnStandIn({ account, fetch, now, flags: { since } });
    expect(outcome.summary).toMatchObject({ toWrite: 0, unchanged: 380 * 6 });
    const writes = (await account.requests())
      .slice(before)
      .filter(({ path }) => path.includes('/bulk'));
    expect(writes).toEqual([]);
  });
});
