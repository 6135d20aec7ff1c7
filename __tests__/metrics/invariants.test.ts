import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DeploymentRecord, deploymentKinds } from '../../src/deployment/record.ts';
import { settle } from '../../src/deployment/settle.ts';
import type { MeasuredIncident } from '../../src/metrics/measured-incident.ts';
import type { GroupMetrics } from '../../src/metrics/report.ts';
import { type all as allOf, at, report as reportOf } from './measure-records.ts';

/** Months, because most of the time would go into the points of trends. */
const report: typeof reportOf = (list, opened, settings) =>
  reportOf(list, opened, { interval: 'month', ...settings });
const all: typeof allOf = (...given) => report(...given).groups[0];

const hour = fc.integer({ min: -200, max: 900 });
const moment = (hours: number): string => at(1, hours);

const anyRecord: fc.Arbitrary<Omit<DeploymentRecord, 'identifier'>> = fc
  .record({
    service: fc.constantFrom('shop', 'pay', 'search'),
    environmentName: fc.constantFrom(null, 'eu', 'us'),
    status: fc.constantFrom('Success' as const, 'Success' as const, 'Failed' as const),
    kind: fc.constantFrom(null, ...deploymentKinds),
    begin: hour,
    length: fc.integer({ min: 0, max: 5 }),
    sha: fc.constantFrom(null, ...'abcdef'),
    leads: fc.array(fc.integer({ min: -5, max: 400 }), { maxLength: 4 }),
    leadTimeHours: fc.option(fc.integer({ min: -2, max: 100 })),
  })
  .map(({ begin, length, leads, sha, ...facts }) => ({
    ...facts,
    environment: 'Production' as const,
    sha: sha?.repeat(40) ?? null,
    createdAt: moment(begin),
    finishedAt: moment(begin + length),
    changes: leads.map((lead) => ({ sha: 'x', authoredAt: moment(begin + length - lead) })),
  }));

const records: fc.Arbitrary<DeploymentRecord[]> = fc
  .array(anyRecord, { maxLength: 40 })
  .map((list) => list.map((record, index) => ({ ...record, identifier: `d${index}` })));

const incidents: fc.Arbitrary<MeasuredIncident[]> = fc
  .array(
    fc.record({
      service: fc.constantFrom('shop', 'pay', null),
      begin: hour,
      length: fc.option(fc.integer({ min: 0, max: 90 })),
      deployment: fc.constantFrom(null, null, 'd0', 'd3', 'lost'),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ begin, length, ...facts }, index) => ({
      ...facts,
      identifier: `i${index}`,
      createdAt: moment(begin),
      resolvedAt: length === null ? null : moment(begin + length),
    })),
  );

/** The numbers that add up. */
const counts = (group: GroupMetrics): number[] => [
  group.deploymentFrequency.successful,
  group.deploymentFrequency.total,
  group.leadTimeForChanges.n,
  group.leadTimeForChanges.perDeployment.n,
  group.changeFailureRate.failed,
  ...Object.values(group.changeFailureRate.failedBy),
  group.failedDeploymentRecoveryTime.n,
  group.failedDeploymentRecoveryTime.open,
  group.deploymentReworkRate.rework,
  group.meanTimeToRecovery.n,
  group.meanTimeToRecovery.open,
  group.incidents.linked,
  group.incidents.unlinked,
];

const added = (lists: readonly (readonly number[])[]): number[] =>
  lists.reduce<number[]>((sum, list) => list.map((value, index) => value + (sum[index] ?? 0)), []);

describe('whatever the records are', () => {
  test('their order does not matter', () => {
    fc.assert(
      fc.property(records, incidents, fc.infiniteStream(fc.nat()), (list, opened, order) => {
        const shuffled = list
          .map((record) => ({ record, place: order.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ record }) => record);
        expect(report(shuffled, [...opened].reverse())).toEqual(report(list, opened));
      }),
    );
  });

  test('the counts of the parts of a window add up to those of the whole', () => {
    fc.assert(
      fc.property(records, incidents, fc.integer({ min: 1, max: 719 }), (list, opened, cut) => {
        const [from, to] = [Date.parse(at(1)), Date.parse(at(31))];
        const middle = from + cut * 3_600_000;
        const part = (window: { from: number; to: number }) =>
          counts(all(list, opened, { window }));
        expect(added([part({ from, to: middle }), part({ from: middle, to })])).toEqual(
          part({ from, to }),
        );
      }),
    );
  });

  test('the points of a trend add up to the window', () => {
    fc.assert(
      fc.property(
        records,
        incidents,
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        (list, opened, interval) => {
          const group = all(list, opened, { interval });
          const sums = added(
            group.trend.map(({ outcomes, changeFailureRate, incidents: begun, ...point }) => [
              Object.values(outcomes).reduce((sum, one) => sum + one, 0),
              ...[point.rework, point.leadTime.n, changeFailureRate.failed, point.recovery.n],
              ...[begun, point.timeToRecovery.n],
            ]),
          );
          expect(sums).toEqual([
            ...[
              group.deploymentFrequency.total,
              group.deploymentReworkRate.rework,
              group.leadTimeForChanges.n,
            ],
            ...[group.changeFailureRate.failed, group.failedDeploymentRecoveryTime.n],
            group.incidents.linked + group.incidents.unlinked,
            group.meanTimeToRecovery.n,
          ]);
        },
      ),
    );
  });

  test('a staging deployment changes nothing but what was left out', () => {
    fc.assert(
      fc.property(records, incidents, anyRecord, (list, opened, one) => {
        const staging: DeploymentRecord = { ...one, identifier: 'staging', environment: 'Staging' };
        expect(report([...list, staging], opened).groups).toEqual(report(list, opened).groups);
      }),
    );
  });

  test('no ratio is above 1, and every null has its reason', () => {
    fc.assert(
      fc.property(records, incidents, fc.boolean(), (list, opened, excludeFailedRuns) => {
        for (const group of report(list, opened, { excludeFailedRuns }).groups) {
          const { changeFailureRate: failures, deploymentReworkRate: rework } = group;
          for (const { ratio, reason } of [failures, rework]) {
            if (ratio === null) expect(reason).not.toBeNull();
            else expect([ratio >= 0 && ratio <= 1, reason]).toEqual([true, null]);
          }
          const { leadTimeForChanges: lead, meanTimeToRecovery: mttr } = group;
          expect(lead.medianHours === null).toBe(lead.reason !== null);
          expect(mttr.meanMinutes === null).toBe(mttr.reason !== null);
          expect(group.deploymentFrequency.perDay === null).toBe(
            group.deploymentFrequency.reason !== null,
          );
          const recovery = group.failedDeploymentRecoveryTime;
          expect(recovery.medianHours === null).toBe(recovery.reason !== null);
        }
      }),
    );
  });

  test('the counts of the services add up to all of them; incidents of none are in all alone', () => {
    fc.assert(
      fc.property(records, incidents, (list, opened) => {
        const known = opened.filter(({ service }) => service !== null);
        const [whole, ...services] = report(list, known, { by: ['service'] }).groups;
        if (services.length > 0) expect(added(services.map(counts))).toEqual(counts(whole));
      }),
    );
  });

  test('what is not settled is measured like what is: failed runs and incidents, their recoveries and outages', () => {
    fc.assert(
      fc.property(records, incidents, (list, opened) => {
        // Kinds, and what they show of others, are only derived by `settle`: they are taken from it on both sides.
        // Of two that end in one millisecond the identifier tells which was first, and that is not kept of a million.
        const apart = list.map((record, index) => ({
          ...record,
          finishedAt: new Date(Date.parse(record.finishedAt ?? '') + index).toISOString(),
        }));
        const { records: settled } = settle(apart, opened);
        const unsettled = settled.map((record) =>
          record.failure?.reason === 'rollback'
            ? record
            : { ...record, failure: null, recoveredAt: null, incidents: [] },
        );
        const [one, other] = [all(settled, opened), all(unsettled, opened)];
        expect(other.changeFailureRate).toEqual(one.changeFailureRate);
        expect(other.failedDeploymentRecoveryTime).toEqual(one.failedDeploymentRecoveryTime);
        expect(other.incidents).toEqual(one.incidents);
      }),
    );
  });
});
