import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { pagerdutyIncident, service as plainService } from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(120_000); // many real requests on a machine that may be busy

const now = Date.parse('2026-06-30T12:00:00Z');
const day = 86_400_000;
const monthDays = 30;

let account: SetupAccount;

beforeAll(async () => {
  account = await startSetupAccount([
    { ...plainService, relations: { team: { target: '_team', required: false, many: false } } },
    pagerdutyIncident,
  ]);
  await fetch(`${account.url}/_local/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: new Date(now).toISOString() }),
  });
  await account.apply({ asked: { incidents: ['pagerduty'] } });
});

afterAll(() => account.close());

// Away from the edges of the window: how Port treats the edge itself is not documented.
const age = fc.oneof(
  fc.integer({ min: 1, max: monthDays * 24 - 1 }),
  fc.integer({ min: monthDays * 24 + 1, max: 60 * 24 }),
);

const hours = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });

const deployment = fc.record({
  ageHours: age,
  environment: fc.constantFrom('Production', 'Production', 'Staging', 'Testing'),
  deploymentStatus: fc.constantFrom('Success', 'Success', 'Failed'),
  failed: fc.constantFrom(true, null),
  kind: fc.constantFrom('standard', 'baseline', 'redeploy', 'rollback', 'hotfix'),
  leadTimeHours: hours,
  recoveryHours: hours,
});

const incident = fc.record({
  ageHours: age,
  recoveryTime: hours,
  urgency: fc.constantFrom('high', 'low'),
});

type Deployment = typeof deployment extends fc.Arbitrary<infer T> ? T : never;
type Incident = typeof incident extends fc.Arbitrary<infer T> ? T : never;

const known = (values: readonly (number | null)[]) => values.filter((one) => one !== null);
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The metrics by plain arithmetic. */
function expected(deployments: readonly Deployment[], incidents: readonly Incident[]) {
  const counted = deployments.filter(
    ({ environment, ageHours }) => environment === 'Production' && ageHours < monthDays * 24,
  );
  const isFailed = (one: Deployment) => one.failed === true || one.deploymentStatus === 'Failed';
  const failed = counted.filter(isFailed);
  const success = counted.filter((one) => one.deploymentStatus === 'Success');
  const rework = counted.filter(({ kind }) => kind === 'rollback' || kind === 'hotfix');
  const recent = incidents.filter(
    ({ ageHours, urgency }) => ageHours < monthDays * 24 && urgency !== 'low',
  );
  const percent = (part: number) => (counted.length === 0 ? null : (part / counted.length) * 100);
  const leadTimes = known(success.map(({ leadTimeHours }) => leadTimeHours));
  const recoveries = known(failed.map(({ recoveryHours }) => recoveryHours));
  const resolutions = known(recent.map(({ recoveryTime }) => recoveryTime));
  return {
    deployment_frequency: success.length,
    deployment_rate: success.length / (monthDays / 7),
    total_deployments: counted.length,
    failed_deployments: failed.length,
    rework_deployments: rework.length,
    unrecovered_deployments: failed.filter(({ recoveryHours }) => recoveryHours === null).length,
    changeFailureRate: percent(failed.length),
    reworkRate: percent(rework.length),
    lead_time_for_change: mean(leadTimes),
    lead_time_for_change_median: median(leadTimes),
    failed_deployment_recovery_time: mean(recoveries),
    failed_deployment_recovery_time_median: median(recoveries),
    total_incidents: recent.length,
    mean_time_to_recovery: mean(resolutions),
    median_time_to_recovery: median(resolutions),
  };
}

const timeAt = (ageHours: number): string => new Date(now - (ageHours / 24) * day).toISOString();

/** Writes everything for one new service of one new team, and reads the metrics of both. */
async function measure(
  id: string,
  deployments: readonly Deployment[],
  incidents: readonly Incident[],
): Promise<readonly Record<string, unknown>[]> {
  const write = async (blueprint: string, entities: readonly object[]): Promise<void> => {
    for (let at = 0; at < entities.length; at += 20) {
      await account.call('POST', `/v1/blueprints/${blueprint}/entities/bulk?upsert=true`, {
        entities: entities.slice(at, at + 20),
      });
    }
  };
  await write('_team', [{ identifier: `team-${id}`, title: id, properties: {} }]);
  await write('service', [
    { identifier: id, title: id, properties: {}, relations: { team: `team-${id}` } },
  ]);
  await write(
    'deployment',
    deployments.map(({ ageHours, recoveryHours, ...properties }, index) => ({
      identifier: `${id}/${index}`,
      properties: {
        ...properties,
        createdAt: timeAt(ageHours),
        ...(recoveryHours === null ? {} : { recoveryHours, recoveredAt: timeAt(ageHours) }),
      },
      relations: { service: id },
    })),
  );
  await write(
    'pagerdutyIncident',
    incidents.map(({ ageHours, recoveryTime, urgency }, index) => ({
      identifier: `${id}/${index}`,
      properties: { created_at: timeAt(ageHours), recoveryTime, urgency },
      relations: { service: id },
    })),
  );
  const read = async (path: string) => {
    const { entity } = (await account.call('GET', `/v1/blueprints/${path}`)) as {
      entity: { properties: Record<string, unknown> };
    };
    return entity.properties;
  };
  return [await read(`service/entities/${id}`), await read(`_team/entities/team-${id}`)];
}

describe('the metrics that setup puts into Port', () => {
  let next = 0;

  test('are those of plain arithmetic, for services and teams alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deployment, { maxLength: 25 }),
        fc.array(incident, { maxLength: 8 }),
        async (deployments, incidents) => {
          next += 1;
          const measured = await measure(`s${next}`, deployments, incidents);
          const wanted = expected(deployments, incidents);
          for (const properties of measured) {
            for (const [metric, value] of Object.entries(wanted)) {
              const shown = properties[metric] ?? null;
              if (value === null) expect([metric, shown]).toEqual([metric, null]);
              else expect([metric, shown]).toEqual([metric, expect.closeTo(value, 6)]);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('are nothing, and no error, where nothing was ever deployed', async () => {
    const [properties] = await measure('quiet', [], []);
    expect(properties).toMatchObject({ changeFailureRate: null, reworkRate: null });
    expect(properties?.lead_time_for_change ?? null).toBeNull();
  });

  test('lie on each deployment as percents whose average is the rate', async () => {
    await measure(
      'rates',
      [
        { ...anyDeployment, deploymentStatus: 'Failed' },
        { ...anyDeployment, kind: 'rollback' },
        anyDeployment,
      ],
      [],
    );
    const shown = (await account.deployments()).filter(({ identifier }) =>
      identifier.startsWith('rates/'),
    );
    expect(
      shown.map(({ properties }) => [properties.failurePercent, properties.reworkPercent]),
    ).toEqual([
      [100, 0],
      [0, 100],
      [0, 0],
    ]);
  });
});

const anyDeployment: Deployment = {
  ageHours: 5,
  environment: 'Production',
  deploymentStatus: 'Success',
  failed: null,
  kind: 'standard',
  leadTimeHours: null,
  recoveryHours: null,
};
