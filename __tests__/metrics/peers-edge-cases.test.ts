import { describe, expect, test } from '@jest/globals';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { settle } from '../../src/deployment/settle.ts';
import type { MeasuredIncident } from '../../src/metrics/measured-incident.ts';
import { createTimeZone } from '../../src/metrics/time-zone.ts';
import { all, at, change, deployment, incident, report } from './measure-records.ts';

/** The metrics of records whose kinds, failures and recoveries are derived again. */
const settled = (
  records: readonly DeploymentRecord[],
  incidents: readonly MeasuredIncident[] = [],
) => all(settle(records, incidents).records, incidents);

const sha = (letter: string): string => letter.repeat(40);

/** A deployment of a commit with one change of so many hours. */
const of = (letter: string, day: number, hours = 5, given: Partial<DeploymentRecord> = {}) =>
  deployment(at(day), {
    sha: sha(letter),
    kind: null,
    changes: [{ ...change(hours, at(day)), sha: sha(letter) }],
    ...given,
  });

/** Cases in which tools that measure DORA metrics are known to differ or to be wrong. */
describe('where other tools go wrong', () => {
  test('first deployment: 2 years of history have no lead time; the second, of 5 hours, has', () => {
    const group = settled([of('a', 2, 17_520), of('b', 3, 5)]);
    expect(group.leadTimeForChanges).toMatchObject({ n: 1, medianHours: 5 });
  });

  test('long pause: changes of a service that slept for 80 days count as they are', () => {
    const group = settled([of('a', -60), of('b', 20, 40)]);
    expect(group.leadTimeForChanges).toMatchObject({ n: 1, medianHours: 40 });
  });

  test('failed deployment in between: its change of 8 hours counts once, with the next success, as 8 + 24 = 32', () => {
    const records = [
      of('a', 2),
      of('b', 3, 8, { status: 'Failed' }),
      deployment(at(4), {
        ...{ sha: sha('c'), kind: null },
        changes: [
          { ...change(32, at(4)), sha: sha('b') },
          { ...change(2, at(4)), sha: sha('c') },
        ],
      }),
    ];
    expect(settled(records).leadTimeForChanges).toMatchObject({ n: 2, medianHours: 17 });
  });

  test('re-run of the same run: one identifier is one deployment', () => {
    const record = of('a', 2);
    expect(all([record, record]).deploymentFrequency.total).toBe(1);
  });

  test('redeploy of the same commit: a deployment without a lead time, and no rework', () => {
    const group = settled([of('a', 1), of('b', 2, 5), of('b', 3, 29)]);
    expect(group.leadTimeForChanges).toMatchObject({ n: 1, medianHours: 5 });
    expect(group.deploymentFrequency.successful).toBe(3);
    expect(group.deploymentReworkRate.rework).toBe(0);
  });

  test('V1, V2, V3, back to V1: V2 failed, the first after the target; 1 of 4 failed, 1 of 4 is rework, recovered after 48 hours', () => {
    const group = settled([of('a', 2), of('b', 3), of('c', 4), of('a', 5)]);
    expect(group.changeFailureRate).toMatchObject({
      failed: 1,
      total: 4,
      failedBy: { run: 0, rollback: 1, incident: 0 },
    });
    expect(group.deploymentReworkRate.ratio).toBe(0.25);
    expect(group.failedDeploymentRecoveryTime.by.rollback).toMatchObject({ n: 1, medianHours: 48 });
    expect(group.leadTimeForChanges.n).toBe(2);
  });

  test('a hotfix is rework of the fixing deployment; the broken one is the failure', () => {
    const records = [of('a', 1), of('b', 2), of('c', 3, 1, { kind: 'hotfix' })];
    const group = settled(records, [incident(at(2, 2), { resolvedAt: at(4) })]);
    expect(group.deploymentReworkRate).toMatchObject({ rework: 1, total: 3 });
    expect(group.changeFailureRate).toMatchObject({ failed: 1, total: 3 });
    // The hotfix ended 24 hours after the failed deployment, before the incident was closed.
    expect(group.failedDeploymentRecoveryTime.medianHours).toBe(24);
  });

  test('squash merge: one change, dated by the work in its pull request and not by the merge', () => {
    const squashed = {
      ...{ sha: sha('b'), authoredAt: at(2, -40) },
      pullRequest: { number: 1, url: null, createdAt: at(2, -10), mergedAt: at(2, -1) },
    };
    const group = settled([of('a', 1), of('b', 2, 1, { changes: [squashed] })]);
    expect(group.leadTimeForChanges).toMatchObject({
      n: 1,
      medianHours: 40,
      split: { codingHours: 30, reviewHours: 9, deployHours: 1 },
    });
  });

  test('direct commits without a pull request count; only the split leaves them out', () => {
    const group = settled([of('a', 1), of('b', 2, 6)]);
    expect(group.leadTimeForChanges).toMatchObject({
      n: 1,
      medianHours: 6,
      split: { reviewHours: null },
    });
  });

  test('batch: many merges in one deployment are all measured, not only the last: 2, 20 and 200 hours', () => {
    const changes = [2, 20, 200].map((hours) => change(hours, at(2)));
    expect(settled([of('a', 1), of('b', 2, 1, { changes })]).leadTimeForChanges).toMatchObject({
      n: 3,
      medianHours: 20,
    });
  });

  test('records that arrive out of order are put in order by when they ended', () => {
    const records = [of('a', 2), of('b', 3), of('c', 4), of('a', 5)];
    expect(settled([...records].reverse())).toEqual(settled(records));
  });

  test('out of order: a commit whose run ends after that of a newer one releases nothing again: 2 changes, not 3', () => {
    const [older, newer] = [
      { ...change(20, at(3)), sha: sha('b') },
      { ...change(10, at(3)), sha: sha('c') },
    ];
    const records = [
      of('a', 1),
      of('b', 2, 1, { finishedAt: at(4), changes: [older] }),
      of('c', 2, 1, { finishedAt: at(3), changes: [older, newer] }),
    ];
    expect(settled(records).leadTimeForChanges).toMatchObject({ n: 2, medianHours: 15 });
  });

  test('rebase merge: a commit of a new hash written 30 hours before counts 30 hours, not the 1 since the rebase', () => {
    const pullRequest = { number: 1, url: null, createdAt: at(2, -20), mergedAt: at(2, -1) };
    const rebased = { sha: sha('b'), authoredAt: at(2, -30), pullRequest };
    expect(settled([of('a', 1), of('b', 2, 1, { changes: [rebased] })]).leadTimeForChanges).toEqual(
      expect.objectContaining({
        ...{ n: 1, medianHours: 30 },
        split: { codingHours: 10, reviewHours: 19, deployHours: 1 },
      }),
    );
  });

  test('negative span: a commit dated 3 hours after its deployment is in no median: of -3 and 9 hours it is 9', () => {
    const changes = [change(-3, at(2)), change(9, at(2))];
    const group = settled([of('a', 1), of('b', 2, 1, { changes })]);
    expect(group.leadTimeForChanges).toMatchObject({ n: 1, medianHours: 9, meanHours: 9 });
  });

  test('monorepo: one commit to two services is a deployment of each, and a failure of one is none of the other', () => {
    const pay = { service: 'pay' };
    const records = [
      ...[of('a', 1), of('a', 1, 5, pay)],
      ...[of('b', 2, 4), of('b', 2, 8, { ...pay, status: 'Failed' })],
    ];
    const rates = report(settle(records, []).records).groups.map(
      ({ name, changeFailureRate: { failed, total }, leadTimeForChanges: { n } }) =>
        `${name}: ${failed} of ${total}, ${n}`,
    );
    expect(rates).toEqual(['all: 1 of 4, 1', 'pay: 1 of 2, 0', 'shop: 0 of 2, 1']);
  });

  test('time zone: a deployment at 23:30 UTC on the last day of January is of February in Berlin', () => {
    const records = [deployment('2026-01-31T23:30:00.000Z')];
    const labels = ['UTC', 'Europe/Berlin'].map((name) => {
      const window = { from: Date.parse(at(1)), to: Date.parse(at(60)) };
      const { trend } = all(records, null, {
        ...{ window, zone: createTimeZone(name), interval: 'month' },
      });
      return trend.find(({ outcomes }) => outcomes.success > 0)?.label;
    });
    expect(labels).toEqual(['2026-01', '2026-02']);
  });

  test('incident long after the last deployment: belongs to none, and stands beside the rate', () => {
    const group = settled([of('a', 2)], [incident(at(9))]);
    expect(group.changeFailureRate.failed).toBe(0);
    expect(group.incidents).toEqual({ linked: 0, unlinked: 1 });
  });

  test('3 incidents and 2 deployments: the rate is at most 1, not 1.5', () => {
    const incidents = [incident(at(2, 1)), incident(at(2, 2)), incident(at(3, 1))];
    expect(settled([of('a', 2), of('b', 3)], incidents).changeFailureRate.ratio).toBe(1);
  });

  test('staging is never taken for production', () => {
    const group = settled([of('a', 2), of('b', 3, 5, { environment: 'Staging' })]);
    expect(group.deploymentFrequency.total).toBe(1);
    expect(group.leadTimeForChanges.n).toBe(0);
  });

  test('no data is null, not 0: reads as unknown and not as perfect', () => {
    const group = settled([]);
    const numbers = [
      group.deploymentFrequency.perDay,
      group.leadTimeForChanges.medianHours,
      group.changeFailureRate.ratio,
      group.failedDeploymentRecoveryTime.medianHours,
      group.deploymentReworkRate.ratio,
      group.meanTimeToRecovery.meanMinutes,
    ];
    expect(numbers).toEqual([null, null, null, null, null, null]);
  });
});
