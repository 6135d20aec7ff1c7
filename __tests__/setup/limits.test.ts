import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { renderApplied } from '../../src/setup/render-applied.ts';
import { accounts } from './support/accounts.ts';
import { service } from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

const start = async (name: string) => {
  account = await (accounts[name] ?? (() => Promise.reject(new Error(name))))();
};

const forbid = (path: string, method?: string) =>
  account.fault({
    kind: 'answer',
    path,
    ...(method ? { method } : {}),
    times: null,
    status: 403,
    body: { ok: false, error: 'missing_permissions', message: 'no' },
  });

describe('credentials that may not do everything', () => {
  test('set up what they may, and what is left out is said', async () => {
    await start("the guide's account");
    for (const path of ['/v1/pages', '/v1/integration', '/v1/blueprints/*/scorecards'])
      await forbid(path);
    const { plan } = await account.plan();
    expect(plan.notices).toEqual(
      expect.arrayContaining([
        'scorecards are left out: these credentials may not read them',
        'pages are left out: these credentials may not read them',
        'integrations are left out: these credentials may not read them',
        'put the mapping "port-dora mappings print pagerduty/incident" into Port\'s pagerduty integration by hand',
      ]),
    );
    expect(await account.apply()).toMatchObject({ failed: null, forbidden: [] });
    expect((await account.plan()).isDone).toBe(true);
  });

  test('go on when only writing is refused, and the rest is not forgotten', async () => {
    await start("the guide's account");
    await forbid('/v1/pages', 'POST');
    const applied = await account.apply();
    expect(applied.failed).toBeNull();
    expect(applied.forbidden.map(({ does }) => does)).toEqual(['create page dora_metrics']);
    expect(renderApplied(applied)).toEqual([
      'not allowed with these credentials: create page dora_metrics',
    ]);
    const { plan } = await account.plan();
    expect(plan.changes.map(({ key }) => key)).toEqual(['page/dora_metrics']);
  });

  test('stop at a blueprint, with what is done and what is not', async () => {
    await start('an empty account');
    await forbid('/v1/blueprints/deployment', 'PATCH');
    const applied = await account.apply();
    expect(applied.failed?.step.does).toBe('change blueprint deployment: relations');
    const lines = renderApplied(applied);
    expect(lines[0]).toContain('stopped: change blueprint deployment: relations');
    expect(lines).toContain('not done: create page dora_metrics');
    expect(lines.at(-1)).toContain('run it again');
  });
});

describe('a Port that replaces whole maps', () => {
  test.each(Object.keys(accounts))('loses nothing: %s', async (name) => {
    await start(name);
    await account.behave({ patchBlueprintMaps: 'replaced', mergeObjectProperties: 'deep' });
    const before = await account.snapshot();
    expect(await account.apply()).toMatchObject({ failed: null });
    expect((await account.plan()).isDone).toBe(true);
    expect(await account.remove()).toMatchObject({ failed: null });
    expect(await account.snapshot()).toEqual(before);
  });
});

describe('removing', () => {
  test('keeps a blueprint with deployments in it, and goes when they are gone', async () => {
    account = await startSetupAccount([service]);
    const before = await account.snapshot();
    await account.apply();
    const path = '/v1/blueprints/deployment/entities';
    await account.call('POST', `${path}?upsert=true`, { identifier: 'a', properties: {} });
    await account.remove();
    expect(await account.deployments()).toHaveLength(1);
    const held = (await account.snapshot())['blueprint service'];
    expect(held).toEqual(before['blueprint service']);
    await account.call('DELETE', `${path}/a?delete_dependents=false`);
    await account.remove();
    expect(await account.snapshot()).toEqual(before);
  });

  test('leaves what its user has put in place of something that stood there before', async () => {
    await start("the guide's account");
    await account.apply();
    const mine = { title: 'Mine', type: 'number', calculation: '42' };
    await account.call('PATCH', '/v1/blueprints/service', {
      calculationProperties: { changeFailureRate: mine },
    });
    await account.remove();
    const { blueprint } = (await account.call('GET', '/v1/blueprints/service')) as {
      blueprint: { calculationProperties: unknown };
    };
    expect(blueprint.calculationProperties).toEqual({ changeFailureRate: mine });
  });

  test('of nothing does nothing', async () => {
    await start('an empty account');
    expect(await account.remove()).toBeNull();
  });
});

describe('a blueprint that Terraform keeps', () => {
  test('is named in a warning', async () => {
    account = await startSetupAccount([{ ...service, description: 'Managed by Terraform' }]);
    const { plan } = await account.plan();
    expect(plan.notices.join('\n')).toContain('blueprint service looks managed by Terraform');
  });
});
