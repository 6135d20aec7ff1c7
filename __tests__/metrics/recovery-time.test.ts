import { describe, expect, test } from '@jest/globals';
import { all, at, deployment, incident, leftOut, report } from './measure-records.ts';

const failed = (time: string, given = {}) => deployment(time, { status: 'Failed', ...given });

describe('failed deployment recovery time', () => {
  test('a failed run that ended at 10:00 and a success that ended at 13:00: 3 hours', () => {
    const records = [
      failed(at(2, 9), { finishedAt: at(2, 10) }),
      deployment(at(2, 12), { finishedAt: at(2, 13) }),
    ];
    expect(all(records).failedDeploymentRecoveryTime).toEqual({
      ...{ n: 1, open: 0, medianHours: 3, meanHours: 3, band: 'less than one day', reason: null },
      by: { run: { n: 1, open: 0, medianHours: 3, meanHours: 3 } },
    });
  });

  test('failed at 1, 2 and 4 o’clock, mended at 6: one outage of 5 hours, not three', () => {
    const records = [...[1, 2, 4].map((hour) => failed(at(2, hour))), deployment(at(2, 6))];
    const group = report(records);
    expect(group.groups[0].failedDeploymentRecoveryTime).toMatchObject({
      n: 1,
      open: 0,
      medianHours: 5,
    });
    expect(group.groups[0].changeFailureRate.failed).toBe(3);
    expect(leftOut(group, 'it belongs to the outage of an earlier failed run')).toBe(2);
  });

  test('an outage that began before the window belongs to that window', () => {
    const records = [failed(at(1, -2)), failed(at(1, 2)), deployment(at(1, 6))];
    expect(all(records).failedDeploymentRecoveryTime).toMatchObject({
      ...{ n: 0, open: 0, medianHours: null },
      reason: 'no failed deployment in the window',
    });
  });

  test('a failed run without a success is open, and in no median', () => {
    expect(all([failed(at(3)), failed(at(4))]).failedDeploymentRecoveryTime).toMatchObject({
      ...{ n: 0, open: 1, medianHours: null },
      reason: 'no failed deployment of the window has recovered yet',
    });
  });

  test('a success after the window recovers a failure in it: from the 30th to the 40th are 240 hours', () => {
    expect(all([failed(at(30)), deployment(at(40))]).failedDeploymentRecoveryTime.medianHours).toBe(
      240,
    );
  });

  test('another service or another named environment does not recover it', () => {
    const records = [
      failed(at(3), { environmentName: 'production-eu' }),
      deployment(at(3, 1), { environmentName: 'production-us' }),
      deployment(at(3, 2), { service: 'pay' }),
      deployment(at(3, 5), { environmentName: 'production-eu' }),
    ];
    expect(all(records).failedDeploymentRecoveryTime.medianHours).toBe(5);
  });

  test('rolled back: until the rollback ended, 2 hours; a success before that does not count', () => {
    const records = [
      deployment(at(3), { failure: { reason: 'rollback', at: at(3, 2), by: 'back' } }),
      deployment(at(3, 1)),
      deployment(at(3, 2), { identifier: 'back', kind: 'rollback' }),
    ];
    expect(all(records).failedDeploymentRecoveryTime.by).toEqual({
      rollback: { n: 1, open: 0, medianHours: 2, meanHours: 2 },
    });
  });

  test('what the record says wins over what follows', () => {
    const records = [failed(at(3), { recoveredAt: at(3, 1) }), deployment(at(3, 5))];
    expect(all(records).failedDeploymentRecoveryTime.medianHours).toBe(1);
  });

  test('a failed run that says which one began its outage has no recovery of its own', () => {
    const records = [
      failed(at(3), { failure: { reason: 'run', at: at(3), by: 'earlier' } }),
      deployment(at(3, 5)),
    ];
    expect(all(records).failedDeploymentRecoveryTime).toMatchObject({ n: 0, open: 0 });
  });

  test('recovered before it ended: neither recovered nor open, but counted as left out', () => {
    const result = report([failed(at(3), { recoveredAt: at(2) })]);
    expect(result.groups[0].failedDeploymentRecoveryTime).toMatchObject({ n: 0, open: 0 });
    expect(leftOut(result, 'it recovered before it ended')).toBe(1);
  });

  test('median, mean and split by reason: runs of 1 and 3 hours, a rollback of 8: median 3, mean 4', () => {
    const records = [
      ...[failed(at(3)), deployment(at(3, 1)), failed(at(4)), deployment(at(4, 3))],
      deployment(at(5), {
        failure: { reason: 'rollback', at: at(5, 8), by: 'b' },
        recoveredAt: at(5, 8),
      }),
    ];
    const { medianHours, meanHours, by } = all(records).failedDeploymentRecoveryTime;
    expect({ medianHours, meanHours }).toEqual({ medianHours: 3, meanHours: 4 });
    expect(by.run?.medianHours).toBe(2);
    expect(by.rollback?.medianHours).toBe(8);
  });
});

describe('recovery from incidents', () => {
  test('until its resolution: deployed at 0, began at 1, resolved at 4: 4 hours from the end of the deployment', () => {
    const group = all([deployment(at(3))], [incident(at(3, 1), { resolvedAt: at(3, 4) })]);
    expect(group.failedDeploymentRecoveryTime.by.incident).toMatchObject({ n: 1, medianHours: 4 });
  });

  test.each(['rollback', 'hotfix'] as const)(
    'until a %s ended, where that comes before the resolution: 2 hours, not 9',
    (kind) => {
      const records = [deployment(at(3)), deployment(at(3, 1.5), { kind, finishedAt: at(3, 2) })];
      const group = all(records, [incident(at(3, 1), { resolvedAt: at(3, 9) })]);
      expect(group.failedDeploymentRecoveryTime.medianHours).toBe(2);
    },
  );

  test('until the resolution, where a hotfix comes later, and where one ended before the incident began', () => {
    const late = [deployment(at(3)), deployment(at(3, 12), { kind: 'hotfix' })];
    expect(
      all(late, [incident(at(3, 1), { resolvedAt: at(3, 9) })]).failedDeploymentRecoveryTime
        .medianHours,
    ).toBe(9);
    const early = [
      deployment(at(3), { identifier: 'named' }),
      deployment(at(3, 0.5), { kind: 'hotfix' }),
    ];
    const named = incident(at(3, 1), { resolvedAt: at(3, 9), deployment: 'named' });
    expect(all(early, [named]).failedDeploymentRecoveryTime.medianHours).toBe(9);
  });

  test('a standard deployment in between mends no incident', () => {
    const records = [deployment(at(3), { identifier: 'named' }), deployment(at(3, 2))];
    const open = incident(at(3, 1), { deployment: 'named' });
    expect(all(records, [open]).failedDeploymentRecoveryTime).toMatchObject({ n: 0, open: 1 });
  });

  test('alerts of one outage: from 1 to 4 and from 3 to 6, so it lasts until 6', () => {
    const incidents = [
      incident(at(3, 1), { resolvedAt: at(3, 4) }),
      incident(at(3, 3), { resolvedAt: at(3, 6) }),
    ];
    expect(all([deployment(at(3))], incidents).failedDeploymentRecoveryTime.medianHours).toBe(6);
  });
});

describe('mean time to recovery', () => {
  test('incidents of 30, 30 and 66 minutes: mean 42, median 30; one is open', () => {
    const incidents = [
      incident(at(3), { resolvedAt: at(3, 0.5) }),
      incident(at(4), { resolvedAt: at(4, 0.5) }),
      incident(at(5), { resolvedAt: at(5, 1.1) }),
      incident(at(6)),
    ];
    expect(all([], incidents).meanTimeToRecovery).toEqual({
      ...{ n: 3, open: 1, meanMinutes: 42, medianMinutes: 30, reason: null },
    });
  });

  test('each step of the trend has its own: 30 and 90 minutes on one day are 60, an open one has none', () => {
    const incidents = [
      incident(at(3), { resolvedAt: at(3, 0.5) }),
      incident(at(3, 1), { resolvedAt: at(3, 2.5) }),
      incident(at(4)),
    ];
    const points = all([], incidents).trend.slice(2, 5);
    expect(points.map(({ incidents: opened, timeToRecovery }) => [opened, timeToRecovery])).toEqual(
      [
        [2, { n: 2, meanMinutes: 60 }],
        [1, { n: 0, meanMinutes: null }],
        [0, { n: 0, meanMinutes: null }],
      ],
    );
  });

  test('an incident counts in the window in which it was opened, though it was resolved later', () => {
    const incidents = [
      incident(at(30), { resolvedAt: at(40) }),
      incident(at(1, -1), { resolvedAt: at(2) }),
    ];
    expect(all([], incidents).meanTimeToRecovery).toMatchObject({ n: 1, meanMinutes: 14_400 });
  });

  test('no number has its reason: none read, none opened, none resolved', () => {
    expect(all([]).meanTimeToRecovery.reason).toBe('no incidents were read');
    expect(all([], []).meanTimeToRecovery.reason).toBe('no incident was opened in the window');
    expect(all([], [incident(at(3))]).meanTimeToRecovery.reason).toBe(
      'no incident of the window is resolved yet',
    );
  });
});
