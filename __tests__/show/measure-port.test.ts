import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { MetricsReport } from '../../src/metrics/report.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { at, change, deployment, incident, leftOut } from '../metrics/measure-records.ts';
import { pagerdutyIncident, service } from '../setup/support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from '../setup/support/setup-account.ts';
import { lines, measure } from './support/measure-files.ts';
import { addIncidents, addRecords, readable } from './support/readable-account.ts';

jest.setTimeout(120_000); // many real requests on a machine that may be busy

const records = [
  deployment('2024-06-01T00:00:00.000Z', { kind: 'baseline' }),
  deployment(at(2), { changes: [change(4, at(2)), change(8, at(2))], leadTimeHours: 6 }),
  deployment(at(3), {
    status: 'Failed',
    failure: { reason: 'run', at: at(3), by: null },
    recoveredAt: at(3, 6),
  }),
  deployment(at(3, 6), { kind: 'hotfix', changes: [change(2, at(3, 6))], leadTimeHours: 2 }),
  deployment(at(9), {
    failure: { reason: 'rollback', at: at(9, 2), by: 'x' },
    recoveredAt: at(9, 2),
    changes: [change(90, at(9))],
    leadTimeHours: 90,
  }),
  deployment(at(9, 2), { kind: 'rollback' }),
  deployment(at(12), { service: 'pay', changes: [change(50, at(12))], leadTimeHours: 50 }),
  deployment(at(40), { service: 'pay' }),
  deployment(at(20), { environment: 'Staging' }),
];

const incidents = [
  incident(at(15), { resolvedAt: at(15, 1) }),
  incident(at(16), { resolvedAt: at(16, 3) }),
  incident(at(12, 2), { service: 'pay', resolvedAt: at(12, 5) }),
  incident(at(17), { urgency: 'low' }),
  incident(at(18), { service: null }),
];

let account: SetupAccount;
let source: ReturnType<typeof readable>;
let fromPort: MetricsReport;

beforeAll(async () => {
  account = await startSetupAccount(
    [
      { ...service, relations: { domain: { target: 'domain', required: false, many: false } } },
      pagerdutyIncident,
      { identifier: 'domain', title: 'Domain', schema: { properties: {}, required: [] } },
    ].reverse(),
  );
  await fetch(`${account.url}/_local/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: '2026-01-31T00:00:00Z' }),
  });
  await account.apply({ asked: { incidents: ['pagerduty'] } });
  await account.call('POST', '/v1/blueprints/domain/entities?upsert=true', {
    identifier: 'sales',
    properties: {},
  });
  for (const title of ['shop', 'pay']) {
    const entity = {
      identifier: `id-of-${title}`,
      title,
      properties: {},
      team: ['checkout'],
      relations: { domain: 'sales' },
    };
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', entity);
  }
  await addRecords(account, records);
  await addIncidents(account, incidents, (title) => `id-of-${title}`);
  source = readable(account);
  fromPort = (await measure({}, {}, source.account)).report;
});

afterAll(async () => {
  await source.close();
  await account.close();
});

describe('the metrics of an account', () => {
  test('are those of its records in a file', async () => {
    const files = {
      r: lines(records),
      i: lines(incidents),
      o: lines(
        ['shop', 'pay'].map((name) => ({ service: name, team: 'checkout', domain: 'sales' })),
      ),
    };
    const { report } = await measure({ input: 'r', incidents: 'i', owners: 'o' }, files);
    expect(fromPort.groups).toEqual(report.groups);
    expect(fromPort.window).toEqual(report.window);
  });

  test('have teams and domains', () => {
    expect(fromPort.groups.map(({ by, name }) => `${by} ${name}`)).toEqual([
      ...['all all', 'domain sales', 'team checkout', 'service pay', 'service shop'],
    ]);
  });

  test('say what was left out: other environments, other times, incidents of low urgency', () => {
    expect(leftOut(fromPort, 'environment is Staging')).toBe(1);
    expect(leftOut(fromPort, 'before the window')).toBe(1);
    expect(leftOut(fromPort, 'after the window')).toBe(1);
    expect(leftOut(fromPort, 'low urgency')).toBe(1);
  });

  test('are what the aggregation properties of setup show for the service, where both define the same', async () => {
    const answer = await account.call('GET', '/v1/blueprints/service/entities/id-of-shop');
    const { properties } = (answer as { entity: { properties: Record<string, unknown> } }).entity;
    const shop = fromPort.groups.find(({ name }) => name === 'shop');
    expect(properties).toMatchObject({
      deployment_frequency: shop?.deploymentFrequency.successful,
      total_deployments: shop?.deploymentFrequency.total,
      failed_deployments: shop?.changeFailureRate.failed,
      rework_deployments: shop?.deploymentReworkRate.rework,
      lead_time_for_change_median: shop?.leadTimeForChanges.perDeployment.medianHours,
      failed_deployment_recovery_time_median: shop?.failedDeploymentRecoveryTime.medianHours,
      unrecovered_deployments: shop?.failedDeploymentRecoveryTime.open,
      mean_time_to_recovery: shop?.meanTimeToRecovery.meanMinutes,
    });
    expect(properties.lead_time_for_change).toBeCloseTo(
      shop?.leadTimeForChanges.perDeployment.meanHours ?? Number.NaN,
      5,
    );
    expect(properties.failed_deployment_recovery_time).toBeCloseTo(
      shop?.failedDeploymentRecoveryTime.meanHours ?? Number.NaN,
      5,
    );
    expect(properties.changeFailureRate).toBeCloseTo(
      (shop?.changeFailureRate.ratio ?? Number.NaN) * 100,
      3,
    );
    expect(properties.reworkRate).toBeCloseTo(
      (shop?.deploymentReworkRate.ratio ?? Number.NaN) * 100,
      3,
    );
  });

  test('only needed properties are asked for, and changes only of the window', async () => {
    const searches = (await account.requests()).filter(
      ({ path }) => path === '/v1/blueprints/deployment/entities/search',
    );
    const bodies = searches.map(({ body }) => body as { include: string[]; query: unknown });
    expect(bodies).toHaveLength(3);
    expect(bodies.filter(({ include }) => include.includes('changes'))).toHaveLength(1);
    for (const { include } of bodies) expect(include).not.toContain('runUrl');
  });

  test('a blueprint of incidents that was named and is not there is said', async () => {
    await expect(measure({ incidentBlueprints: ['outage'] }, {}, source.account)).rejects.toThrow(
      'no blueprint outage',
    );
  });

  test('a deployment whose properties are unusable is named', async () => {
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier: 'odd',
      properties: { environment: 'Production', createdAt: at(5) },
      relations: {},
    });
    const { report } = await measure({}, {}, source.account);
    expect(report.source.badRecords).toBe(1);
    expect(report.source.problems[0]).toMatchObject({
      source: 'deployment',
      identifier: 'odd',
      line: null,
    });
    expect(report.groups).toEqual(fromPort.groups);
  });

  test('what is odd about a deployment that counts is named without a line, since Port has none', async () => {
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier: 'backwards',
      properties: {
        ...{ environment: 'Production', deploymentStatus: 'Success', serviceName: 'shop' },
        ...{ createdAt: at(5), finishedAt: at(4) },
      },
      relations: {},
    });
    const { report } = await measure({}, {}, source.account);
    const named = report.source.problems.find(({ identifier }) => identifier === 'backwards');
    expect(named).toMatchObject({
      line: null,
      problem: expect.stringContaining('ended before it began'),
    });
  });
});

describe("an account that has only the guide's blueprint", () => {
  let guide: Account;
  let own: ReturnType<typeof readable>;

  beforeAll(async () => {
    guide = await startAccount({ model: 'guide', services: ['shop'] });
    own = readable(guide);
    for (const [index, day] of [2, 3, 5].entries()) {
      await guide.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
        identifier: `d${index}`,
        properties: {
          createdAt: at(day),
          environment: 'Production',
          deploymentStatus: index === 1 ? 'Failed' : 'Success',
        },
        relations: { service: 'acme/shop' },
      });
    }
  });

  afterAll(async () => {
    await own.close();
    await guide.close();
  });

  test('is counted too, its services by their titles', async () => {
    const { report } = await measure({}, {}, own.account);
    expect(report.groups.map(({ by, name }) => `${by} ${name}`)).toEqual([
      'all all',
      'service shop',
    ]);
    expect(report.groups[0]).toMatchObject({
      deploymentFrequency: { successful: 2, total: 3 },
      changeFailureRate: { failed: 1, failedBy: { run: 1 } },
      failedDeploymentRecoveryTime: { n: 1, medianHours: 48 },
      meanTimeToRecovery: { reason: 'no incidents were read' },
    });
    expect(report.notices.join()).toContain('3 deployments do not say when they ended');
  });

  test('an account without the blueprint is told to run setup', async () => {
    const account = { ...own.account, values: { blueprint: 'release', serviceMatch: '$title' } };
    await expect(measure({}, {}, account)).rejects.toMatchObject({
      code: 'API_BLUEPRINT_MISSING',
      hint: expect.stringContaining('port-dora setup'),
    });
  });
});

describe('an account with names of its own', () => {
  test('is read by them', async () => {
    const renamed = await startAccount({ model: 'none' });
    const text = { type: 'string' };
    await renamed.call('POST', '/v1/blueprints', {
      identifier: 'app',
      title: 'App',
      schema: { properties: {}, required: [] },
    });
    await renamed.call('POST', '/v1/blueprints', {
      identifier: 'release',
      title: 'Release',
      schema: {
        properties: { begun: { ...text, format: 'date-time' }, stage: text, outcome: text },
        required: [],
      },
      relations: { application: { target: 'app', required: false, many: false } },
    });
    await renamed.call('POST', '/v1/blueprints/app/entities?upsert=true', {
      identifier: 'a1',
      title: 'Shop',
      properties: {},
    });
    await renamed.call('POST', '/v1/blueprints/release/entities?upsert=true', {
      identifier: 'r1',
      properties: { begun: at(4), stage: 'live', outcome: 'ok' },
      relations: { application: 'a1' },
    });
    const own = readable(renamed, {
      names: {
        blueprints: { deployment: 'release', service: 'app' },
        properties: { createdAt: 'begun', environment: 'stage', deploymentStatus: 'outcome' },
        relations: { service: 'application' },
        values: { environment: { Production: 'live' }, deploymentStatus: { Success: 'ok' } },
      },
    });
    const { report } = await measure({}, {}, own.account);
    expect(report.groups.map(({ name }) => name)).toEqual(['all', 'Shop']);
    expect(report.groups[0].deploymentFrequency.successful).toBe(1);
    await own.close();
    await renamed.close();
  });
});
