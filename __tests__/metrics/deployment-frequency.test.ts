import { describe, expect, test } from '@jest/globals';
import { all, at, deployment, leftOut, report } from './measure-records.ts';

const daily = (days: readonly number[]) => days.map((day) => deployment(at(day)));

describe('deployment frequency', () => {
  test('12 of 14 deployments in 30 days: 12/30 = 0.4 a day, 2.8 a week, 0.4 × 30.4375 = 12.175 a month', () => {
    const failed = [5, 6].map((day) => deployment(at(day), { status: 'Failed' }));
    const frequency = all([
      ...daily([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23]),
      ...failed,
    ]).deploymentFrequency;
    expect(frequency).toMatchObject({
      ...{ successful: 12, total: 14, perDay: 0.4, perWeek: 2.8, perMonth: 12.175 },
      ...{ medianHoursBetween: 48, band: 'between once per day and once per week', reason: null },
    });
  });

  test('the median time between deployments at 0, 1, 3 and 10 days: of 24, 48 and 168 hours it is 48', () => {
    expect(all(daily([1, 2, 4, 11])).deploymentFrequency.medianHoursBetween).toBe(48);
  });

  test('one deployment has no time between', () => {
    expect(all(daily([4])).deploymentFrequency.medianHoursBetween).toBeNull();
  });

  test('first deployment ever on the 21st: 5 in the 10 observed days are 0.5 a day, not 5/30', () => {
    const { observed, deploymentFrequency } = all(daily([21, 22, 23, 24, 25]));
    expect(observed).toEqual({ from: at(21), to: at(31), days: 10 });
    expect(deploymentFrequency.perDay).toBe(0.5);
  });

  test('a deployment before the window makes the whole window observed: 5/30 = 0.166667 a day', () => {
    const { observed, deploymentFrequency } = all([
      deployment('2024-05-05T00:00:00Z'),
      ...daily([21, 22, 23, 24, 25]),
    ]);
    expect(observed).toEqual({ from: at(1), to: at(31), days: 30 });
    expect(deploymentFrequency.perDay).toBe(0.166667);
  });

  test('looked at on the 11th, the window is observed for 10 days: 5/10 = 0.5 a day', () => {
    const records = [deployment('2024-05-05T00:00:00Z'), ...daily([1, 2, 3, 4, 5])];
    const { observed, deploymentFrequency } = all(records, null, { now: Date.parse(at(11)) });
    expect(observed).toEqual({ from: at(1), to: at(11), days: 10 });
    expect(deploymentFrequency.perDay).toBe(0.5);
  });

  test('deployed before but not now: 0, not null', () => {
    const frequency = all([deployment('2025-12-01T00:00:00Z')]).deploymentFrequency;
    expect(frequency).toMatchObject({
      successful: 0,
      total: 0,
      perDay: 0,
      perWeek: 0,
      reason: null,
    });
  });

  test('never deployed: null with the reason', () => {
    const frequency = all([]).deploymentFrequency;
    expect(frequency).toMatchObject({
      successful: 0,
      perDay: null,
      perMonth: null,
      reason: 'no deployment is known',
    });
  });

  test('first deployed after the window: null, because in the window nothing was known', () => {
    const frequency = all([deployment(at(40))]).deploymentFrequency;
    expect(frequency).toMatchObject({ perDay: null, reason: 'no deployment is known' });
  });

  test('only failed runs: 0 successful deployments of the observed window', () => {
    const frequency = all([deployment(at(1), { status: 'Failed' })]).deploymentFrequency;
    expect(frequency).toMatchObject({ successful: 0, total: 1, perDay: 0 });
  });

  test('6 observed days are too few for a band, 7 are enough', () => {
    const six = all(daily([25, 26, 27])).deploymentFrequency;
    expect(six).toMatchObject({
      perDay: 0.5,
      band: null,
      bandReason: 'only 6 days are observed, and a band needs 7',
    });
    expect(all(daily([24, 26, 27])).deploymentFrequency.band).toBe(
      'between once per day and once per week',
    );
  });

  test('none in 30 days: how seldom that is cannot be told, so there is no band', () => {
    expect(all([deployment('2025-12-01T00:00:00Z')]).deploymentFrequency).toMatchObject({
      band: null,
      bandReason: 'there was none, and how seldom that is only a longer window can tell',
    });
  });

  test('rollbacks and redeploys are deployments too', () => {
    const records = [
      deployment(at(2)),
      deployment(at(3), { kind: 'rollback' }),
      deployment(at(4), { kind: 'redeploy' }),
    ];
    expect(all(records).deploymentFrequency.successful).toBe(3);
  });
});

describe('the window', () => {
  test('is half-open: a deployment at its begin counts, one at its end does not', () => {
    const result = report([deployment(at(1)), deployment(at(31)), deployment(at(31, -1e-6))]);
    expect(result.groups[0].deploymentFrequency.total).toBe(2);
    expect(leftOut(result, 'after the window')).toBe(1);
  });

  test('a deployment falls in it by its begin: from the 30th to February is in, from December to the 1st is out', () => {
    const late = deployment(at(30, 23), { finishedAt: at(31, 2) });
    const early = deployment(at(1, -1), { finishedAt: at(1, 2) });
    const result = report([late, early]);
    expect(result.groups[0].deploymentFrequency.total).toBe(1);
    expect(leftOut(result, 'before the window')).toBe(1);
  });

  test('other environments are left out by name', () => {
    const result = report([
      deployment(at(2)),
      deployment(at(3), { environment: 'Staging' }),
      deployment(at(3), { environment: 'Testing' }),
    ]);
    expect(result.groups[0].deploymentFrequency.total).toBe(1);
    expect(leftOut(result, 'environment is Staging')).toBe(1);
    expect(leftOut(result, 'environment is Testing')).toBe(1);
  });

  test('another environment counts when it is asked for', () => {
    const records = [deployment(at(2)), deployment(at(3), { environment: 'Staging' })];
    const result = report(records, null, { environment: 'Staging' });
    expect(result.groups[0].deploymentFrequency.total).toBe(1);
    expect(leftOut(result, 'environment is Production')).toBe(1);
  });

  test('a clock that is behind the deployments does not take them away, and is said', () => {
    const result = report([deployment(at(2)), deployment(at(9))], null, {
      now: Date.parse('2025-06-01T00:00:00Z'),
    });
    expect(result.groups[0].deploymentFrequency).toMatchObject({ total: 2, perDay: 0.285714 });
    expect(result.notices.join()).toContain('ahead of this clock');
  });
});
