import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { BackfillOutcome } from '../../src/backfill/run-backfill.ts';
import type { GroupMetrics } from '../../src/metrics/report.ts';
import { measureReport } from '../../src/show/measure-report.ts';
import { planMeasurement } from '../../src/show/plan-measurement.ts';
import { fetchFrom } from '../scm/hosts/stand-in.ts';
import { pagerdutyIncident, service } from '../setup/support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from '../setup/support/setup-account.ts';
import { inputOf, usualValues } from '../show/support/measure-files.ts';
import { addIncidents, readable } from '../show/support/readable-account.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(120_000);

const [hourMs, dayMs] = [3_600_000, 86_400_000];
const now = Date.parse('2026-06-30T12:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();
/** A deployment every three days for a year, the last of them shortly before now. */
const repositories = organization(4, 120, now - 362 * dayMs);
const fetch = fetchFrom(githubOrganization('acme', repositories, 'https://github.test'));
const deployments = repositories.flatMap((one) =>
  one.deployments.map((each) => ({ ...each, name: one.name })),
);

let account: SetupAccount;
let outcome: BackfillOutcome;
let groups: readonly GroupMetrics[];
beforeAll(async () => {
  account = await startSetupAccount([service, pagerdutyIncident]);
  await account.control('PUT', '/_local/clock', { now: iso(now) });
  await account.apply({ asked: { incidents: ['pagerduty'] } });
  for (const { name: title } of repositories) {
    const body = { identifier: title, title, properties: {} };
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', body);
  }
  await addIncidents(account, incidents());
  const flags = { since: iso(now - 370 * dayMs) };
  outcome = await runOnStandIn({ account, fetch, now, flags });
  groups = await measured();
});
afterAll(() => account.close());

/** Two hours after every eleventh deployment that succeeded, for five hours; every third of low urgency. */
function incidents() {
  return deployments
    .filter(({ state }, index) => state === 'SUCCESS' && index % 11 === 0)
    .map(({ name, finishedAt }, index) => ({
      identifier: `incident-${index}`,
      service: name,
      createdAt: iso(Date.parse(finishedAt) + 2 * hourMs),
      resolvedAt: iso(Date.parse(finishedAt) + 7 * hourMs),
      urgency: index % 3 === 2 ? 'low' : 'high',
    }));
}

/** What `metrics` tells of the last 30 days, as the aggregation properties count them. */
async function measured(): Promise<readonly GroupMetrics[]> {
  const open = readable(account);
  const dates = { from: undefined, to: undefined, window: { days: 30 } };
  const values = { ...usualValues, ...dates };
  const plan = planMeasurement(values, now);
  if ('problems' in plan) throw new Error(JSON.stringify(plan.problems));
  try {
    const { report } = await measureReport({ ...inputOf(values, {}, open.account), now }, plan);
    return report.groups;
  } finally {
    await open.close();
  }
}

describe('a year of history', () => {
  test('lands in the months in which it was', () => {
    expect(outcome).toMatchObject({ ended: null, counts: { created: 480, failed: 0 } });
    const wanted = new Map<string, number>();
    for (const { createdAt, name } of deployments) {
      const key = `acme/${name} ${createdAt.slice(0, 7)}`;
      wanted.set(key, (wanted.get(key) ?? 0) + 1);
    }
    const found = outcome.summary.plan.map(
      ({ repository, month, count }) => [`${repository} ${month}`, count] as const,
    );
    expect(new Map(found)).toEqual(wanted);
    expect(new Set(outcome.summary.plan.map(({ month }) => month)).size).toBe(12);
  });

  test('shows failures by incidents as those of low urgency do not', async () => {
    const entities = await account.deployments();
    const by = (reason: string) =>
      entities.filter(({ properties }) => properties.failureReason === reason).length;
    expect(by('run')).toBe(deployments.filter(({ state }) => state === 'FAILURE').length);
    expect(by('incident')).toBeGreaterThan(10);
    expect(by('rollback')).toBeGreaterThan(10);
  });

  test.each(repositories.map(({ name }) => name))(
    'gives the same numbers by the aggregation properties of Port and by metrics, for %s',
    async (name) => {
      const { entity } = (await account.call('GET', `/v1/blueprints/service/entities/${name}`)) as {
        entity: { properties: Record<string, number> };
      };
      const { properties } = entity;
      const metrics = groups.find((one) => one.by === 'service' && one.name === name);
      if (!metrics) throw new Error('not measured');
      const { leadTimeForChanges, changeFailureRate, deploymentReworkRate } = metrics;
      expect(properties.total_deployments).toBeGreaterThan(8);
      expect(properties).toMatchObject({
        deployment_frequency: metrics.deploymentFrequency.successful,
        total_deployments: metrics.deploymentFrequency.total,
        lead_time_for_change_median: leadTimeForChanges.perDeployment.medianHours,
      });
      expect(properties.lead_time_for_change).toBeCloseTo(
        Number(leadTimeForChanges.perDeployment.meanHours),
        6,
      );
      expect(properties.changeFailureRate).toBeCloseTo(Number(changeFailureRate.ratio) * 100, 3);
      expect(properties.reworkRate).toBeCloseTo(Number(deploymentReworkRate.ratio) * 100, 3);
    },
  );
});
