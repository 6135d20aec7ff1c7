import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkNames } from '../../src/doctor/finding.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { testClient, tokenUntil } from '../port/support/port-script.ts';
import { examine, of } from './support/examine.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

describe('the way to Port', () => {
  test('an account that is well has no failure, and every check says something', async () => {
    const findings = await examine(account);
    expect(findings.filter(({ level }) => level === 'failure')).toEqual([]);
    expect([...new Set(findings.map(({ check }) => check))]).toEqual([...checkNames]);
    expect(of(findings, 'reach')[0]).toMatch(/^ok: the Port API answers at http/);
    expect(of(findings, 'clock')).toEqual(['ok: the clock agrees with that of the server']);
    expect(of(findings, 'credentials')[0]).toMatch(/^ok: logged in to the organization /);
    expect(of(findings, 'node')).toEqual(['ok: Node.js 20.16.0']);
  });

  test('a dead server fails the reach, and what needs it is not looked at', async () => {
    const findings = await examine({ ...account, url: 'http://127.0.0.1:1' });
    expect(of(findings, 'reach')[0]).toContain('ECONNREFUSED');
    expect(findings.filter(({ level }) => level === 'failure')).toHaveLength(1);
    expect(of(findings, 'clock')).toEqual([
      'skipped: not looked at: the Port API could not be reached',
    ]);
    expect(of(findings, 'services')[0]).toMatch(/^skipped: /);
    expect(of(findings, 'node')[0]).toMatch(/^ok: /);
  });

  test('a server that hangs costs no more than the time limit', async () => {
    await account.fault({ kind: 'hang', path: '/v1/blueprints', times: null });
    const start = Date.now();
    const findings = await examine(account, { timeoutMs: 700 });
    expect(Date.now() - start).toBeLessThan(5_000);
    expect(of(findings, 'credentials')[0]).toMatch(/^ok: /);
    expect(of(findings, 'deployment-blueprint')[0]).toMatch(/time/);
    expect(of(findings, 'deployment-blueprint')[0]).not.toMatch(/^ok/);
  });

  test('a page of somebody else is not Port, and gets no credentials', async () => {
    const body = '<html><title>Sign in</title></html>';
    await account.fault({
      kind: 'answer',
      path: '/v1/organization',
      status: 200,
      body,
      times: null,
    });
    const findings = await examine(account);
    expect(of(findings, 'reach')[0]).toMatch(/^failure: .*is not the Port API/);
    expect(of(findings, 'credentials')[0]).toContain('gets no credentials');
    expect((await account.requests()).map(({ path }) => path)).toEqual(['/v1/organization']);
  });

  test('a fault of one part leaves the others to be looked at', async () => {
    await account.fault({
      kind: 'answer',
      path: '/v1/integration',
      status: 403,
      body: { ok: false, error: 'missing_permissions' },
      times: null,
    });
    await account.fault({
      kind: 'answer',
      path: '/v1/blueprints/service/entities/search',
      status: 418,
      body: { ok: false },
      times: null,
    });
    const findings = await examine(account);
    expect(of(findings, 'integrations')[0]).toMatch(/^skipped: .*may not read it/);
    expect(of(findings, 'services')[0]).toMatch(/^failure: /);
    expect(of(findings, 'deployment-blueprint')[0]).toMatch(/^ok/);
    expect(of(findings, 'last-deployment')[0]).toMatch(/^warning: /);
  });
});

describe('the clock', () => {
  const minute = 60_000;
  test.each([
    [30_000, /^ok/],
    [-30_000, /^ok/],
    [3 * minute, /^warning: the clock of this machine is 3 min ahead of that of the server/],
    [-3 * minute, /^warning: the clock of this machine is 3 min behind/],
    [20 * minute, /^failure: .* 20 min ahead/],
    [-26 * 60 * minute, /^failure: .* 26 h behind/],
  ])('%d ms ahead', async (clockAheadMs, expected) => {
    expect(of(await examine(account, { clockAheadMs }), 'clock')[0]).toMatch(expected);
  });

  test('a cached answer tells no time', async () => {
    await account.fault({
      ...{ kind: 'answer', path: '/v1/organization', status: 401, times: 1 },
      headers: { date: 'Mon, 01 Jan 2024 00:00:00 GMT', age: '90' },
      body: { ok: false, error: 'unauthorized' },
    });
    expect(of(await examine(account), 'clock')[0]).toContain('does not tell its time');
  });
});

describe('the credentials', () => {
  const wrong = { clientId: 'nobody', clientSecret: 'planted-wrong-secret' };

  test('a wrong secret is refused, said with what to do, and nothing else is looked at', async () => {
    const findings = await examine(account, { credentials: wrong });
    expect(of(findings, 'credentials')[0]).toMatch(/^failure: .*401.* → check `client-id`/);
    expect(of(findings, 'setup')[0]).toBe(
      'skipped: not looked at: there is no access to the account',
    );
    expect(JSON.stringify(findings)).not.toContain('planted-wrong-secret');
  });

  test('missing ones are named one by one', async () => {
    const missing = [
      { code: 'OPTION_MISSING', message: 'client-id is not given', hint: 'set client-id' },
    ] as const;
    const findings = await examine(account, { missing });
    expect(of(findings, 'credentials')).toEqual([
      'failure: client-id is not given → set client-id',
    ]);
  });

  test('an access token that has ended is said to have ended', async () => {
    const accessToken = tokenUntil(1_600_000_000);
    const findings = await examine(account, { credentials: { accessToken } });
    expect(of(findings, 'credentials')[0]).toContain(
      'the access token ended at 2020-09-13T12:26:40.000Z',
    );
    expect(JSON.stringify(findings)).not.toContain(accessToken);
  });

  test('an access token that works is good for trying, and no more', async () => {
    const { accessToken } = (await account.call('POST', '/v1/auth/access_token', {
      clientId: account.env.PORT_CLIENT_ID,
      clientSecret: account.env.PORT_CLIENT_SECRET,
    })) as { accessToken: string };
    const found = of(await examine(account, { credentials: { accessToken } }), 'credentials');
    expect(found[0]).toMatch(/^ok/);
    expect(found[1]).toMatch(/^warning: the access token ends (at 20|within three hours)/);
  });

  test('the other region is asked only after a refusal, and only when it was given', async () => {
    let logins = 0;
    const otherRegion = {
      region: 'us' as const,
      login: async () => {
        logins += 1;
        return { id: 'org_1', name: 'Acme' };
      },
    };
    await examine(account, { otherRegion });
    expect(logins).toBe(0);
    const address = { api: account.url, app: null, region: 'eu' as const };
    const found = of(
      await examine(account, { credentials: wrong, otherRegion, address }),
      'credentials',
    );
    expect(logins).toBe(1);
    expect(found[0]).toBe(
      'failure: the account lives in the us region, and this was eu → set `region: us`',
    );
    const alone = of(await examine(account, { credentials: wrong, address }), 'credentials');
    expect(alone[0]).toContain('--try-regions');
  });

  test('refused in both regions, the pair itself is wrong; a region that is silent says nothing', async () => {
    const stranger = await startAccount({ model: 'none' });
    const there = {
      credentials: wrong,
      address: { api: account.url, app: null, region: 'eu' as const },
    };
    const login = () => Promise.reject(new Error('no answer'));
    const silent = of(
      await examine(account, { ...there, otherRegion: { region: 'us', login } }),
      'credentials',
    );
    expect(silent[0]).toContain('401');
    const { client, close } = testClient(stranger, { credentials: wrong });
    const refusing = { region: 'us' as const, login: () => client.getOrganization() };
    const both = of(await examine(account, { ...there, otherRegion: refusing }), 'credentials');
    expect(both[0]).toMatch(/^failure: Port refuses the credentials in both regions/);
    await close();
    await stranger.close();
  });
});

describe('the machine', () => {
  test('an old Node.js fails', async () => {
    expect(of(await examine(account, { node: '18.20.4' }), 'node')[0]).toMatch(/^failure/);
    expect(of(await examine(account, { node: '20.15.9' }), 'node')[0]).toMatch(/^failure/);
    expect(of(await examine(account, { node: '24.1.0' }), 'node')[0]).toMatch(/^ok/);
  });

  test('a proxy is named without its password; one that is no address fails', async () => {
    const address = { api: 'https://api.port.io', app: null, region: 'eu' as const };
    const missing = [{ code: 'OPTION_MISSING', message: 'none', hint: 'none' }] as const;
    const offline = { address, missing, openTransport: () => Promise.reject(new Error('offline')) };
    const env = { HTTPS_PROXY: 'http://jane:planted-pass@proxy.example.com:3128' };
    const findings = await examine(account, { ...offline, env });
    expect(of(findings, 'proxy')).toEqual([
      'ok: requests to Port go through http://proxy.example.com:3128',
    ]);
    expect(JSON.stringify(findings)).not.toContain('planted-pass');
    const odd = await examine(account, { ...offline, env: { HTTPS_PROXY: 'ftp://x' } });
    expect(of(odd, 'proxy')[0]).toMatch(/^failure: HTTPS_PROXY/);
  });
});

test('docs/doctor.md has a heading for every check, in the order of the output', () => {
  const text = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
  const headings = [...text.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name);
  expect(headings).toEqual([...checkNames]);
});
