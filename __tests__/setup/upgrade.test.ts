import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { accounts } from './support/accounts.ts';
import type { SetupAccount, Snapshot } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

interface Entry {
  readonly key: string;
  readonly ours: Readonly<Record<string, unknown>> | null;
}

interface Manifest {
  readonly properties: { readonly things: readonly Entry[]; readonly catalogVersion: string };
}

type Definitions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const manifestPath = '/v1/blueprints/port_dora_manifest/entities';

/**
 * The account as an older catalog would have set it up: with other words for one property and one rate.
 * @returns everything that was in it before
 */
async function setUpByAnOlderCatalog(name = 'an empty account'): Promise<Snapshot> {
  const start = accounts[name];
  if (!start) throw new Error('there is no such account');
  account = await start();
  const before = await account.snapshot();
  await account.apply({ catalogVersion: '0.9.0+old' });
  const older: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'aggregation/service/failed_deployments': { title: 'Failures', icon: 'Alert' },
    'calculation/service/reworkRate': { title: 'Rework', calculation: '1' },
    'property/deployment/version': { title: 'Release' },
  };
  const { entity } = (await account.call('GET', `${manifestPath}/setup`)) as { entity: Manifest };
  const things = entity.properties.things.map((one) => ({
    ...one,
    ours: older[one.key] ? { ...one.ours, ...older[one.key] } : one.ours,
  }));
  await account.call('PATCH', `${manifestPath}/setup`, { properties: { things } });
  for (const { key, ours } of things) if (older[key]) await change(key, ours ?? {});
  return before;
}

/** Writes one definition into the account, as a person would. */
async function change(key: string, definition: Readonly<Record<string, unknown>>): Promise<void> {
  const [kind, owner, id = ''] = key.split('/');
  const path = `/v1/blueprints/${owner}`;
  const { blueprint } = (await account.call('GET', path)) as { blueprint: Record<string, unknown> };
  const maps = { aggregation: 'aggregationProperties', calculation: 'calculationProperties' };
  const map = maps[kind as keyof typeof maps];
  const body = map
    ? { [map]: { ...(blueprint[map] as object), [id]: definition } }
    : {
        schema: {
          ...(blueprint.schema as object),
          properties: { ...properties(blueprint), [id]: definition },
        },
      };
  await account.call('PATCH', path, body);
}

const properties = (blueprint: Record<string, unknown>) =>
  (blueprint.schema as { properties: Definitions }).properties;

const aggregation = async (id: string) => {
  const answer = (await account.call('GET', '/v1/blueprints/service')) as {
    blueprint: { aggregationProperties: Definitions; calculationProperties: Definitions };
  };
  return answer.blueprint.aggregationProperties[id] ?? answer.blueprint.calculationProperties[id];
};

const newer = { catalogVersion: '1.0.0+new' };

describe('an account that an older catalog set up', () => {
  test('gets what has changed since, and nothing else', async () => {
    await setUpByAnOlderCatalog();
    const { plan } = await account.plan(newer);
    expect(plan.changes.map(({ key, action }) => [action, key])).toEqual([
      ['update', 'property/deployment/version'],
      ['update', 'aggregation/service/failed_deployments'],
      ['update', 'calculation/service/reworkRate'],
    ]);
    await account.apply(newer);
    expect((await account.plan(newer)).isDone).toBe(true);
    expect(await aggregation('reworkRate')).toMatchObject({
      title: 'Deployment Rework Rate (%, Last 30 Days)',
    });
  });

  test('keeps what its user has edited, says where both have changed, and is right from then on', async () => {
    await setUpByAnOlderCatalog();
    const before = await aggregation('failed_deployments');
    await change('aggregation/service/failed_deployments', { ...before, title: 'Unsere Fehler' });
    const untouched = await aggregation('total_deployments');
    await change('aggregation/service/total_deployments', { ...untouched, icon: 'Rocket' });
    const { plan } = await account.plan(newer);
    expect(plan.notices).toEqual([
      "aggregation service.failed_deployments: your title stays, although the catalog's has changed too",
    ]);
    await account.apply(newer);
    expect(await aggregation('failed_deployments')).toMatchObject({
      title: 'Unsere Fehler',
      icon: 'Metric',
    });
    expect(await aggregation('total_deployments')).toMatchObject({ icon: 'Rocket' });
    expect(await account.plan(newer)).toMatchObject({ isDone: true, plan: { changes: [] } });
    await change('aggregation/service/failed_deployments', { ...before, title: 'Later' });
    const drift = await account.plan(newer);
    expect(drift.plan.changes.map(({ at, why }) => [at.id, why])).toEqual([
      ['failed_deployments', 'was changed by hand'],
    ]);
    await account.apply(newer);
    expect(await aggregation('failed_deployments')).toMatchObject({ title: 'Unsere Fehler' });
  });
});

describe('an account that an older catalog set up and that was edited since', () => {
  test.each(['an empty account', "the guide's account"])(
    'is upgraded, checked and repaired, and given back as it was before all of it: %s',
    async (name) => {
      const before = await setUpByAnOlderCatalog(name);
      const found = await aggregation('failed_deployments');
      await change('aggregation/service/failed_deployments', { ...found, title: 'Mine' });
      await account.apply(newer);
      expect((await account.plan(newer)).isDone).toBe(true);
      const upgraded = await account.snapshot();
      await change('aggregation/service/total_deployments', { ...found, title: 'By hand' });
      const { plan } = await account.plan(newer);
      expect(plan.changes.map(({ at, action }) => [action, at.id])).toEqual([
        ['update', 'total_deployments'],
      ]);
      await account.apply(newer);
      expect(await account.snapshot()).toEqual(upgraded);
      expect(await account.remove()).toMatchObject({ failed: null });
      expect(await account.snapshot()).toEqual(before);
    },
  );
});

describe('other choices than before', () => {
  const start = async () => {
    const open = accounts["the guide's account"];
    if (!open) throw new Error('there is no such account');
    account = await open();
  };

  test('move the window of all metrics', async () => {
    await start();
    await account.apply();
    await account.apply({ asked: { window: 'last-week', interval: 'day' } });
    expect(await aggregation('total_deployments')).toMatchObject({
      title: 'Total Deployments (Last 7 Days)',
      query: {
        rules: expect.arrayContaining([expect.objectContaining({ value: { preset: 'lastWeek' } })]),
      },
    });
    expect(await aggregation('deployment_rate')).toMatchObject({
      title: 'Deployment Rate (per Day, Last 7 Days)',
      calculation: expect.stringContaining('/ (7 / 1)'),
    });
    expect((await account.plan()).isDone).toBe(true);
  });

  test('take away what only shows data, give back what stood there, and never delete data', async () => {
    await start();
    const before = await aggregation('mean_time_to_recovery');
    await account.apply({ asked: { levels: ['team'] } });
    const { plan } = await account.plan({
      asked: { incidents: [], dashboards: false, scorecards: false, levels: [] },
    });
    const kinds = new Set(plan.changes.map(({ at, action }) => `${action} ${at.kind}`));
    expect([...kinds].sort()).toEqual([
      'delete aggregation',
      'delete calculation',
      'delete mapping',
      'delete page',
      'delete scorecard',
      'update aggregation',
    ]);
    await account.apply({
      asked: { incidents: [], dashboards: false, scorecards: false, levels: [] },
    });
    expect(await aggregation('mean_time_to_recovery')).toEqual(before);
    expect((await account.plan()).isDone).toBe(true);
  });
});
