import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { toEntity } from '../../src/deployment/entity.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import type { GroupMetrics } from '../../src/metrics/report.ts';
import { at, change, deployment, incident, report } from '../metrics/measure-records.ts';
import { pagerdutyIncident, service } from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

const names = { properties: {}, relations: {}, values: {}, serviceMatch: '$title' };

const hour = 3_600_000;
const after = (time: string, hours: number): string =>
  new Date(Date.parse(time) + hours * hour).toISOString();

const released = (time: string, hoursBefore: number, given: Partial<DeploymentRecord> = {}) =>
  deployment(time, {
    changes: [change(hoursBefore, time)],
    leadTimeHours: hoursBefore,
    ...given,
  });

/** Each failure stands alone, as Port sees no outages over several deployments. */
const records: readonly DeploymentRecord[] = [
  released(at(2), 4),
  released(at(3), 30),
  deployment(at(5), {
    status: 'Failed',
    failure: { reason: 'run', at: at(5), by: null },
    recoveredAt: after(at(5), 6),
  }),
  released(after(at(5), 6), 8, { kind: 'hotfix' }),
  released(at(9), 100, {
    failure: { reason: 'rollback', at: at(9), by: 'x' },
    recoveredAt: after(at(9), 2),
  }),
  deployment(after(at(9), 2), { kind: 'rollback' }),
  released(at(20), 1),
  released(at(21), 2, { environment: 'Staging' }),
  released(at(12), 50, { service: 'pay' }),
  released('2025-11-20T00:00:00.000Z', 900, { service: 'pay' }),
];

/** None begins within a day of a deployment: the engine links such ones, and Port knows a link once it was reported. */
const incidents = [
  incident(at(15), { resolvedAt: after(at(15), 1) }),
  incident(at(16), { resolvedAt: after(at(16), 3) }),
  incident(at(17)),
  incident('2025-11-20T00:00:00.000Z', { resolvedAt: '2025-11-21T00:00:00.000Z' }),
];

interface Widget {
  readonly id: string;
  readonly type: string;
  readonly func: string;
  readonly dataset: object;
  readonly property?: string;
  readonly blueprint: string;
  readonly chartType: string;
  readonly measureTimeBy: string;
  readonly timeInterval: string;
  readonly timeRange: object;
  readonly properties?: readonly string[];
  readonly breakdownProperty?: string;
}

/** What a line chart shows of one week: a number for each line that has one. */
type Week = Readonly<Record<string, number>>;

let account: SetupAccount;
let widgets: readonly Widget[];
let engine: GroupMetrics;

beforeAll(async () => {
  account = await startSetupAccount([service, pagerdutyIncident]);
  await fetch(`${account.url}/_local/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: '2026-01-31T00:00:00Z' }),
  });
  await account.apply({ asked: { incidents: ['pagerduty'] } });
  for (const title of ['shop', 'pay']) {
    const body = { identifier: title, title, properties: {} };
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', body);
  }
  const path = '/v1/blueprints/deployment/entities?upsert=true&merge=true';
  for (const record of records) await account.call('POST', path, toEntity(record, names));
  for (const { identifier, createdAt, resolvedAt, service: of } of incidents) {
    const minutes = resolvedAt ? (Date.parse(resolvedAt) - Date.parse(createdAt)) / 60_000 : null;
    await account.call('POST', '/v1/blueprints/pagerdutyIncident/entities?upsert=true', {
      identifier,
      properties: { created_at: createdAt, resolvedAt, recoveryTime: minutes, urgency: 'high' },
      relations: { service: of },
    });
  }
  const { page } = (await account.call('GET', '/v1/pages/dora_metrics')) as {
    page: { widgets: readonly [{ widgets: readonly Widget[] }] };
  };
  widgets = page.widgets[0].widgets;
  engine = report(records, incidents).groups[0];
});

afterAll(() => account.close());

/** What the widget shows, worked out by the local Port. */
async function shown(id: string): Promise<unknown> {
  const widget = widgets.find((one) => one.id === id);
  if (!widget) throw new Error(`there is no widget ${id}`);
  const { func, property, dataset } = widget;
  const body = {
    func,
    query: dataset,
    ...(property ? { property } : {}),
    ...(func === 'average' ? { averageOf: 'total' } : {}),
  };
  return ((await account.call('POST', '/v1/entities/aggregate', body)) as { result: unknown })
    .result;
}

describe('each number of the dashboard is that of the metrics engine', () => {
  const percent = (ratio: number | null) => (ratio === null ? null : ratio * 100);

  test.each<[string, (metrics: GroupMetrics) => number | null]>([
    ['frequencyNumber', ({ deploymentFrequency }) => deploymentFrequency.successful],
    ['leadTimeNumber', ({ leadTimeForChanges }) => leadTimeForChanges.perDeployment.medianHours],
    ['failureRateNumber', ({ changeFailureRate }) => percent(changeFailureRate.ratio)],
    [
      'recoveryNumber',
      ({ failedDeploymentRecoveryTime }) => failedDeploymentRecoveryTime.medianHours,
    ],
    ['reworkNumber', ({ deploymentReworkRate }) => percent(deploymentReworkRate.ratio)],
    ['timeToRecoveryNumber', ({ meanTimeToRecovery }) => meanTimeToRecovery.meanMinutes],
  ])('%s', async (id, metric) => {
    const wanted = metric(engine);
    expect(wanted).toBeGreaterThan(0);
    expect(await shown(id)).toBeCloseTo(Number(wanted), 3);
  });

  test('and there are no others', () => {
    const numbers = widgets.filter(({ type }) => type === 'entities-number-chart');
    expect(numbers).toHaveLength(6);
  });
});

/** The weeks of a line chart, worked out by the local Port. */
async function drawn(id: string): Promise<readonly Week[]> {
  const widget = widgets.find((one) => one.id === id);
  if (!widget) throw new Error(`there is no widget ${id}`);
  const { blueprint, func, chartType, measureTimeBy, timeInterval, timeRange, dataset } = widget;
  const { properties, breakdownProperty } = widget;
  const { result } = (await account.call('POST', '/v1/entities/aggregate-over-time', {
    ...{ blueprint, func, measureTimeBy, timeInterval, timeRange, query: dataset },
    aggregationType: chartType,
    ...(properties ? { properties } : {}),
    ...(breakdownProperty ? { breakdownProperty } : {}),
  })) as { result: { data: readonly Week[] } };
  return result.data;
}

describe('each line of the dashboard is that of the metrics engine, week by week', () => {
  const week = 7 * 24 * hour;
  const [first, last] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-01-31T00:00:00Z')];

  /** The metrics of a week, as far as it lies in the window of the page. */
  const engineOf = (from: number): GroupMetrics =>
    report(records, incidents, {
      window: { from: Math.max(from, first), to: Math.min(from + week, last) },
    }).groups[0];

  const sum = (point: Week): number =>
    Object.entries(point).reduce((all, [line, value]) => (line === 'date' ? all : all + value), 0);

  test.each<[string, (point: Week) => number | null, (metrics: GroupMetrics) => number | null]>([
    ['frequencyChart', sum, ({ deploymentFrequency }) => deploymentFrequency.successful],
    [
      'leadTimeChart',
      ({ leadTimeHours = null }) => leadTimeHours,
      ({ leadTimeForChanges }) => leadTimeForChanges.perDeployment.medianHours,
    ],
    ['failureRateChart', sum, ({ changeFailureRate }) => changeFailureRate.failed],
    [
      'failureRateChart',
      ({ rollback = 0 }) => rollback,
      ({ changeFailureRate }) => changeFailureRate.failedBy.rollback,
    ],
    [
      'recoveryChart',
      ({ recoveryHours = null }) => recoveryHours,
      ({ failedDeploymentRecoveryTime }) => failedDeploymentRecoveryTime.medianHours,
    ],
    ['reworkChart', sum, ({ deploymentFrequency }) => deploymentFrequency.total],
    [
      'reworkChart',
      ({ rollback = 0, hotfix = 0 }) => rollback + hotfix,
      ({ deploymentReworkRate }) => deploymentReworkRate.rework,
    ],
    [
      'timeToRecoveryChart',
      ({ recoveryTime = null }) => recoveryTime,
      ({ meanTimeToRecovery }) => meanTimeToRecovery.meanMinutes,
    ],
  ])('%s', async (id, shownIn, wantedOf) => {
    const weeks = await drawn(id);
    expect(weeks).toHaveLength(5);
    const wanted = weeks.map(({ date = 0 }) => wantedOf(engineOf(date)));
    expect(wanted.some((value) => value !== null && value > 0)).toBe(true);
    expect(weeks.map(shownIn)).toEqual(
      wanted.map((value) => (value === null ? null : expect.closeTo(value, 3))),
    );
  });

  test('and there are no others', () => {
    expect(widgets.filter(({ type }) => type === 'line-chart')).toHaveLength(6);
  });
});

describe('the metrics on a service', () => {
  test('are those of the metrics engine for it', async () => {
    const { entity } = (await account.call('GET', '/v1/blueprints/service/entities/shop')) as {
      entity: { properties: Record<string, number> };
    };
    const shop = report(records, incidents).groups.find(({ name }) => name === 'shop');
    expect(entity.properties.deployment_frequency).toBe(shop?.deploymentFrequency.successful);
    expect(entity.properties.total_deployments).toBe(shop?.deploymentFrequency.total);
    expect(entity.properties.changeFailureRate).toBeCloseTo(
      Number(percentOf(shop?.changeFailureRate.ratio)),
      3,
    );
    expect(entity.properties.lead_time_for_change_median).toBe(
      shop?.leadTimeForChanges.perDeployment.medianHours,
    );
    expect(entity.properties.lead_time_for_change).toBeCloseTo(
      Number(shop?.leadTimeForChanges.perDeployment.meanHours),
      3,
    );
    expect(entity.properties.mean_time_to_recovery).toBe(shop?.meanTimeToRecovery.meanMinutes);
  });
});

const percentOf = (ratio: number | null | undefined): number | null =>
  ratio === null || ratio === undefined ? null : ratio * 100;
