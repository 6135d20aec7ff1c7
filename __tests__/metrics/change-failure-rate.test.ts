import { describe, expect, test } from '@jest/globals';
import { all, at, deployment, incident, leftOut, report } from './measure-records.ts';

const successes = (count: number) =>
  Array.from({ length: count }, (_, index) => deployment(at(1, index)));

describe('change failure rate', () => {
  test('1 failed run and 1 rolled back of 14: 2/14 = 0.142857', () => {
    const records = [
      ...successes(12),
      deployment(at(3), { status: 'Failed' }),
      deployment(at(4), { failure: { reason: 'rollback', at: at(5), by: 'x' } }),
    ];
    expect(all(records).changeFailureRate).toEqual({
      ...{ failed: 2, total: 14, ratio: 0.142857, band: null, reason: null },
      failedBy: { run: 1, rollback: 1, incident: 0 },
    });
  });

  test('every deployment failed, one of them in three ways: 2/2 = 1, never more', () => {
    const records = [
      deployment(at(3), {
        status: 'Failed',
        identifier: 'a',
        failure: { reason: 'rollback', at: at(4), by: 'b' },
      }),
      deployment(at(4), { identifier: 'b' }),
    ];
    const incidents = [1, 2, 3].map((hour) => incident(at(4, hour)));
    expect(all(records, incidents).changeFailureRate).toMatchObject({
      ...{ failed: 2, total: 2, ratio: 1 },
      failedBy: { run: 1, rollback: 0, incident: 1 },
    });
  });

  test('one bad deployment with three hotfixes: 1 failure of 4, and 3 of 4 are rework', () => {
    const records = [
      deployment(at(3), { failure: { reason: 'incident', at: at(3, 1), by: 'i' } }),
      ...[4, 5, 6].map((day) => deployment(at(day), { kind: 'hotfix' })),
    ];
    const group = all(records);
    expect(group.changeFailureRate.ratio).toBe(0.25);
    expect(group.deploymentReworkRate).toEqual({ rework: 3, total: 4, ratio: 0.75, reason: null });
  });

  test('failed runs can be left out of both sides: of 10 with 1 failed run and 1 rolled back, 1/9 = 0.111111', () => {
    const records = [
      ...successes(8),
      deployment(at(3), { status: 'Failed' }),
      deployment(at(4), { failure: { reason: 'rollback', at: at(5), by: 'x' } }),
    ];
    const result = report(records, null, { excludeFailedRuns: true });
    expect(result.groups[0].changeFailureRate).toMatchObject({
      failed: 1,
      total: 9,
      ratio: 0.111111,
    });
    expect(leftOut(result, 'its run failed, and failed runs are left out')).toBe(1);
    expect(result.groups[0].deploymentFrequency.total).toBe(10);
  });

  test('only failed runs, and these left out: null with the reason, no misleading 0', () => {
    const group = all([deployment(at(3), { status: 'Failed' })], null, { excludeFailedRuns: true });
    expect(group.changeFailureRate).toMatchObject({
      ratio: null,
      reason: 'all deployments in the window are failed runs, which are left out',
    });
  });

  test('no deployment: null with the reason; deployments without failure: 0', () => {
    expect(all([]).changeFailureRate).toMatchObject({
      ratio: null,
      reason: 'no deployment is known',
    });
    expect(all(successes(3)).changeFailureRate).toMatchObject({ ratio: 0, reason: null });
  });

  test('dated clusters have bands for it, made monotonic for 2024: 15 % is Medium in both', () => {
    const records = [
      ...successes(17),
      ...[3, 4, 5].map((day) => deployment(at(day), { status: 'Failed' })),
    ];
    expect(all(records, null, { bands: '2023' }).changeFailureRate).toMatchObject({
      ratio: 0.15,
      band: 'Medium',
    });
    expect(all(records, null, { bands: '2024' }).changeFailureRate.band).toBe('Medium');
  });
});

describe('incidents and deployments', () => {
  test('an incident 2 hours after a success belongs to it: 1 of 2 failed', () => {
    const group = all([deployment(at(2)), deployment(at(5))], [incident(at(5, 2))]);
    expect(group.changeFailureRate).toMatchObject({ failed: 1, total: 2, ratio: 0.5 });
    expect(group.incidents).toEqual({ linked: 1, unlinked: 0 });
  });

  test('exactly 24 hours after it still belongs, a millisecond later it does not', () => {
    const record = deployment(at(5));
    expect(all([record], [incident(at(6))]).incidents).toEqual({ linked: 1, unlinked: 0 });
    expect(all([record], [incident(at(6, 0.001))]).incidents).toEqual({ linked: 0, unlinked: 1 });
  });

  test('the hours are a setting: 30 hours later it belongs with 48', () => {
    const later = [incident(at(6, 6))];
    expect(all([deployment(at(5))], later, { incidentWindowHours: 48 }).incidents.linked).toBe(1);
    expect(all([deployment(at(5))], later).incidents.linked).toBe(0);
  });

  test('it belongs to the latest success before it, not to a failed run after that', () => {
    const records = [
      deployment(at(5), { identifier: 'good' }),
      deployment(at(5, 1), { status: 'Failed', identifier: 'bad' }),
    ];
    const { failedBy } = all(records, [incident(at(5, 2))]).changeFailureRate;
    expect(failedBy).toEqual({ run: 1, rollback: 0, incident: 1 });
  });

  test('a link by name wins over time', () => {
    const records = [deployment(at(4), { identifier: 'named' }), deployment(at(5))];
    const group = report(records, [
      incident(at(5, 2), { deployment: 'named', resolvedAt: at(5, 4) }),
    ]).groups[0];
    expect(group.changeFailureRate.failed).toBe(1);
    // From the end of the named one on the 4th to the resolution: 28 hours.
    expect(group.failedDeploymentRecoveryTime.medianHours).toBe(28);
  });

  test('an incident of another service belongs to none of these', () => {
    const group = all([deployment(at(5))], [incident(at(5, 2), { service: 'pay' })]);
    expect(group.incidents).toEqual({ linked: 0, unlinked: 1 });
    expect(group.changeFailureRate.failed).toBe(0);
  });

  test('a named deployment that is not known links to none', () => {
    const group = all([deployment(at(5))], [incident(at(5, 2), { deployment: 'lost' })]);
    expect(group.incidents).toEqual({ linked: 0, unlinked: 1 });
  });

  test('a deployment of another environment takes its incident with it', () => {
    const staging = deployment(at(5), { environment: 'Staging', identifier: 'staging' });
    const result = report([staging], [incident(at(5, 2), { deployment: 'staging' })]);
    expect(result.groups[0].incidents).toEqual({ linked: 0, unlinked: 0 });
    expect(leftOut(result, 'it belongs to a deployment to Staging')).toBe(1);
  });

  test('an incident on the first day can belong to a deployment before the window, which then does not count here', () => {
    const group = all([deployment(at(1, -3)), deployment(at(9))], [incident(at(1, 2))]);
    expect(group.incidents.linked).toBe(1);
    expect(group.changeFailureRate).toMatchObject({ failed: 0, total: 1 });
  });

  test('low urgency and scheduled maintenance do not count, unless they are asked for', () => {
    const incidents = [
      incident(at(5, 2), { urgency: 'low' }),
      incident(at(5, 3), { maintenance: true }),
    ];
    const quiet = report([deployment(at(5))], incidents);
    expect(quiet.groups[0].incidents).toEqual({ linked: 0, unlinked: 0 });
    expect([leftOut(quiet, 'low urgency'), leftOut(quiet, 'scheduled maintenance')]).toEqual([
      1, 1,
    ]);
    const loud = all([deployment(at(5))], incidents, {
      countLowUrgency: true,
      countMaintenance: true,
    });
    expect(loud.incidents.linked).toBe(2);
  });
});
