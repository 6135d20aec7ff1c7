import { describe, expect, test } from '@jest/globals';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { all, at, change, deployment, leftOut, report } from './measure-records.ts';

/** A deployment that releases changes written so many hours before. */
const releasing = (day: number, hours: readonly number[], given: Partial<DeploymentRecord> = {}) =>
  deployment(at(day), { changes: hours.map((one) => change(one, at(day))), ...given });

describe('lead time over changes', () => {
  test('changes of 1, 2 and 9 hours in one deployment and 30 in another: the median of the four is (2 + 9) / 2 = 5.5', () => {
    const lead = all([releasing(2, [1, 2, 9]), releasing(3, [30])]).leadTimeForChanges;
    expect(lead).toMatchObject({
      n: 4,
      medianHours: 5.5,
      meanHours: 10.5,
      band: 'less than one day',
      reason: null,
    });
  });

  test('the 90th percentile of 0 to 10 hours is 9; of 1 and 2 hours it is 1 + 0.9 × 1 = 1.9', () => {
    const eleven = Array.from({ length: 11 }, (_, hour) => hour);
    expect(all([releasing(2, eleven)]).leadTimeForChanges.p90Hours).toBe(9);
    expect(all([releasing(2, [1, 2])]).leadTimeForChanges.p90Hours).toBe(1.9);
  });

  test('it ends with the end of the deployment: written at 0:00, ended at 2:30 after a begin at 2:00, is 2.5 hours', () => {
    const record = deployment(at(2, 2), {
      finishedAt: at(2, 2.5),
      changes: [{ sha: 'a', authoredAt: at(2) }],
    });
    expect(all([record]).leadTimeForChanges.medianHours).toBe(2.5);
  });

  test('a million-fold median is never a median of medians: 1, 1, 1 and 10 hours give 1, though the deployments have 1 and 10', () => {
    const lead = all([releasing(2, [1, 1, 1]), releasing(3, [10])]).leadTimeForChanges;
    expect(lead.medianHours).toBe(1);
    expect(lead.perDeployment).toEqual({ n: 2, medianHours: 5.5, meanHours: 5.5 });
  });

  test.each(['baseline', 'redeploy', 'rollback'] as const)(
    'a deployment of kind %s gives none, and is counted as left out',
    (kind) => {
      const result = report([releasing(2, [5], { kind, leadTimeHours: 5 })]);
      expect(result.groups[0].leadTimeForChanges).toMatchObject({
        ...{ n: 0, medianHours: null, perDeployment: { n: 0, medianHours: null, meanHours: null } },
        reason: 'no deployment in the window lists a change that counts',
      });
      expect(leftOut(result, `kind is ${kind}`)).toBe(1);
    },
  );

  test.each(['standard', 'hotfix', null] as const)('a deployment of kind %s gives one', (kind) => {
    expect(all([releasing(2, [5], { kind })]).leadTimeForChanges.n).toBe(1);
  });

  test('a failed run releases nothing', () => {
    const result = report([releasing(2, [5], { status: 'Failed', leadTimeHours: 5 })]);
    expect(result.groups[0].leadTimeForChanges.n).toBe(0);
    expect(result.groups[0].leadTimeForChanges.perDeployment.n).toBe(0);
    expect(leftOut(result, 'its run failed')).toBe(1);
  });

  test('what an incident showed to have failed had been released all the same', () => {
    const failure = { reason: 'incident' as const, at: at(2, 1), by: 'i' };
    expect(all([releasing(2, [5], { failure })]).leadTimeForChanges.n).toBe(1);
  });

  test('a change that is dated after its deployment is left out and counted; the other one stays', () => {
    const result = report([releasing(2, [-3, 4])]);
    expect(result.groups[0].leadTimeForChanges).toMatchObject({ n: 1, medianHours: 4 });
    expect(leftOut(result, 'it is dated after its deployment')).toBe(1);
  });

  test('deployments outside the window release nothing in it', () => {
    expect(
      all([releasing(2, [5]), releasing(35, [500]), releasing(-9, [500])]).leadTimeForChanges.n,
    ).toBe(1);
  });

  test('an old change counts in full: written 88 days before a deployment of the window, it is 2112 hours', () => {
    expect(all([releasing(2, [88 * 24])]).leadTimeForChanges.medianHours).toBe(2112);
  });

  test('nothing deployed: the reason says so', () => {
    expect(all([]).leadTimeForChanges.reason).toBe('no deployment is known');
    expect(all([deployment('2025-12-01T00:00:00Z')]).leadTimeForChanges.reason).toBe(
      'no deployment in the window',
    );
  });

  test('the histogram holds every change once: 0.5, 2, 2, 30 and 3000 hours', () => {
    const { histogram } = all([releasing(2, [0.5, 2, 2, 30, 3000])]).leadTimeForChanges;
    const filled = histogram.filter(({ count }) => count > 0);
    expect(filled).toEqual([
      { fromHours: 0, toHours: 1, count: 1 },
      { fromHours: 1, toHours: 4, count: 2 },
      { fromHours: 24, toHours: 72, count: 1 },
      { fromHours: 2191.5, toHours: null, count: 1 },
    ]);
  });
});

describe('lead time per deployment', () => {
  test('of 3, 5 and 100 hours the median is 5 and the mean 36', () => {
    const records = [3, 5, 100].map((leadTimeHours, index) =>
      deployment(at(2 + index), { leadTimeHours }),
    );
    expect(all(records).leadTimeForChanges.perDeployment).toEqual({
      n: 3,
      medianHours: 5,
      meanHours: 36,
    });
  });

  test('a record that gives none and no reason has the median of its changes: (2 + 4) / 2 = 3', () => {
    expect(all([releasing(2, [2, 4])]).leadTimeForChanges.perDeployment).toEqual({
      n: 1,
      medianHours: 3,
      meanHours: 3,
    });
  });

  test('a record that says why it has none stays without one', () => {
    const record = releasing(2, [2, 4], { leadTimeReason: 'no history' });
    expect(all([record]).leadTimeForChanges.perDeployment.n).toBe(0);
  });

  test('the median of a part of the changes is not that of all: none is made up', () => {
    const result = report([releasing(2, [2, 4], { changesTruncated: true })]);
    expect(result.groups[0].leadTimeForChanges.perDeployment.n).toBe(0);
    expect(result.notices.join()).toContain('1 deployments list only a part of their changes');
  });

  test('a negative one is left out and counted', () => {
    const result = report([deployment(at(2), { leadTimeHours: -1 })]);
    expect(result.groups[0].leadTimeForChanges.perDeployment.n).toBe(0);
    expect(leftOut(result, 'its lead time is negative')).toBe(1);
  });
});

describe('the split of lead time', () => {
  const through = (first: number, opened: number, merged: number) => ({
    sha: 'a',
    authoredAt: at(5, -first),
    pullRequest: { number: 1, url: null, createdAt: at(5, -opened), mergedAt: at(5, -merged) },
  });

  test('written 10, opened 6, merged 1 hours before: coding 4, review 5, deploy 1', () => {
    const record = deployment(at(5), { changes: [through(10, 6, 1)] });
    expect(all([record]).leadTimeForChanges.split).toEqual({
      codingHours: 4,
      reviewHours: 5,
      deployHours: 1,
    });
  });

  test('medians over changes, those without a pull request left out: review of 2, 5 and 9 hours is 5', () => {
    const changes = [
      through(10, 3, 1),
      through(10, 6, 1),
      through(12, 10, 1),
      { sha: 'b', authoredAt: at(4) },
    ];
    expect(all([deployment(at(5), { changes })]).leadTimeForChanges.split.reviewHours).toBe(5);
  });

  test('the first commit of the pull request begins the coding: 20 hours before, opened 6 before, is 14', () => {
    const one = through(10, 6, 1);
    const changes = [{ ...one, pullRequest: { ...one.pullRequest, firstCommitAt: at(5, -20) } }];
    expect(all([deployment(at(5), { changes })]).leadTimeForChanges.split.codingHours).toBe(14);
  });

  test('a part whose times contradict each other is left out: written after the pull request was opened', () => {
    const record = deployment(at(5), { changes: [through(4, 6, 1)] });
    expect(all([record]).leadTimeForChanges.split).toEqual({
      codingHours: null,
      reviewHours: 5,
      deployHours: 1,
    });
  });
});
