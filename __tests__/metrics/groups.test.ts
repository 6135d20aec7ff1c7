import { describe, expect, test } from '@jest/globals';
import type { Owner } from '../../src/metrics/owners.ts';
import type { GroupKind, MetricsReport } from '../../src/metrics/report.ts';
import { at, change, deployment, incident, leftOut, report } from './measure-records.ts';

const owners = new Map<string, Owner>([
  ['shop', { teams: ['web', 'checkout'], domain: 'sales' }],
  ['pay', { teams: ['checkout'], domain: 'sales' }],
  ['search', { teams: [], domain: null }],
]);

const records = [
  deployment(at(2), {
    service: 'shop',
    changes: [change(1, at(2)), change(2, at(2)), change(3, at(2))],
  }),
  deployment(at(3), { service: 'pay', changes: [change(100, at(3))] }),
  deployment(at(4), { service: 'pay', status: 'Failed' }),
  deployment(at(5), { service: 'search' }),
];

const names = ({ groups }: MetricsReport): string[] =>
  groups.map(({ by, name }) => `${by} ${name}`);

const groupOf = ({ groups }: MetricsReport, by: GroupKind, name: string) =>
  groups.find((group) => group.by === by && group.name === name);

describe('groups', () => {
  test('all comes first, then domains, teams and services by name', () => {
    expect(names(report(records, null, { owners }))).toEqual([
      ...['all all', 'domain sales', 'team checkout', 'team web'],
      ...['service pay', 'service search', 'service shop'],
    ]);
  });

  test('without owners there are no teams', () => {
    expect(names(report(records))).toEqual([
      'all all',
      'service pay',
      'service search',
      'service shop',
    ]);
  });

  test('only the groups that are asked for, and all together always', () => {
    expect(names(report(records, null, { owners, by: ['team'] }))).toEqual([
      'all all',
      'team checkout',
      'team web',
    ]);
  });

  test('a team is the pool of its services: the median of 1, 2, 3 and 100 hours is 2.5, not the mean of 2 and 100', () => {
    const team = groupOf(report(records, null, { owners }), 'team', 'checkout');
    expect(team?.leadTimeForChanges).toMatchObject({ n: 4, medianHours: 2.5 });
    expect(team?.changeFailureRate).toMatchObject({ failed: 1, total: 3, ratio: 0.333333 });
  });

  test('the time between deployments of a team is between those of any of its services: 24 hours', () => {
    const team = groupOf(report(records, null, { owners }), 'team', 'checkout');
    expect(team?.deploymentFrequency).toMatchObject({ successful: 2, medianHoursBetween: 24 });
  });

  test('each group is observed from its own first deployment', () => {
    const result = report(records);
    expect(result.groups[0].observed.from).toBe(at(2));
    expect(groupOf(result, 'service', 'search')?.observed.from).toBe(at(5));
  });

  test('only a service or a team, the others counted as left out', () => {
    const one = report(records, null, { owners, services: ['pay'] });
    expect(names(one)).toContain('service pay');
    expect(one.groups[0].deploymentFrequency.total).toBe(2);
    expect(leftOut(one, 'its service was not asked for')).toBe(2);
    expect(
      report(records, null, { owners, teams: ['web'] }).groups[0].deploymentFrequency.total,
    ).toBe(1);
  });

  test('a service that was asked for and never deployed has a group with reasons', () => {
    const result = report(records, null, { services: ['nowhere'] });
    expect(groupOf(result, 'service', 'nowhere')?.deploymentFrequency).toMatchObject({
      perDay: null,
      reason: 'no deployment is known',
    });
  });

  test('a service known only by its incidents has a group; an incident without a service is only in all', () => {
    const result = report(
      [],
      [incident(at(2), { service: 'mail' }), incident(at(3), { service: null })],
    );
    expect(names(result)).toEqual(['all all', 'service mail']);
    expect(result.groups[0].incidents.unlinked).toBe(2);
    expect(groupOf(result, 'service', 'mail')?.incidents.unlinked).toBe(1);
  });

  test('services called like properties of objects are services like others', () => {
    const odd = ['__proto__', 'constructor', 'toString', '', ' '].filter(Boolean);
    const result = report(odd.map((service) => deployment(at(2), { service })));
    expect(names(result).sort()).toEqual(
      ['all all', ...odd.map((name) => `service ${name}`)].sort(),
    );
  });
});

describe('the window before', () => {
  test('has the same groups and its own numbers: 1 deployment in December, 3 in January', () => {
    const days = [deployment(at(-10)), deployment(at(2)), deployment(at(3)), deployment(at(4))];
    const { compare, groups } = report(days, null, { compare: true });
    expect(compare?.window).toEqual({
      ...{ from: '2025-12-02T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
      ...{ observedFrom: at(-10), observedTo: at(1) },
    });
    expect(compare?.groups[0]?.deploymentFrequency.total).toBe(1);
    expect(compare?.groups.map(({ name }) => name)).toEqual(groups.map(({ name }) => name));
  });

  test('its lead times are known too', () => {
    const before = deployment(at(-10), { changes: [change(7, at(-10))] });
    const { compare } = report([before], null, { compare: true });
    expect(compare?.groups[0]?.leadTimeForChanges.medianHours).toBe(7);
  });
});
