import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { deploymentStory } from '../../src/metrics/deployment-story.ts';
import { explain } from '../../src/metrics/explain.ts';
import type { MeasuredIncident } from '../../src/metrics/measured-incident.ts';
import { type MetricName, metricNames } from '../../src/metrics/report.ts';
import { renderExplanation, renderStory } from '../../src/show/render-explanation.ts';
import { at, change, deployment, incident, measured } from './measure-records.ts';
import { sampleReport } from './sample-report.ts';

const named = (identifier: string, day: number, given: Partial<DeploymentRecord> = {}) =>
  deployment(at(day), { identifier, ...given });

const records = [
  named('before', -5),
  named('first', 2, { kind: 'baseline', changes: [change(900, at(2))] }),
  named('good', 3, { changes: [{ ...change(5, at(3)), sha: 'abcdef1234' }, change(-2, at(3))] }),
  named('broken', 4, { status: 'Failed' }),
  named('broken-again', 5, { status: 'Failed' }),
  named('fix', 6, { kind: 'hotfix', changes: [change(2, at(6))] }),
  named('bad', 8, { kind: null }),
];

const incidents = [
  incident(at(8, 2), { identifier: 'linked', resolvedAt: at(8, 5) }),
  incident(at(20), { identifier: 'alone' }),
];

const told = (
  metric: MetricName,
  given: readonly DeploymentRecord[] = records,
  opened: readonly MeasuredIncident[] = incidents,
) => explain(measured(given, opened, { keepRecords: true }), metric).events;

const reasons = (metric: MetricName): Record<string, string> =>
  Object.fromEntries(
    told(metric).map(({ counts, identifier, reason }) => [
      `${counts ? '+' : '-'} ${identifier}`,
      reason,
    ]),
  );

describe('explain', () => {
  test('deployment frequency: the successful ones, and the failed ones left out', () => {
    expect(reasons('deployment-frequency')).toEqual({
      '+ first': 'it was successful',
      '+ good': 'it was successful',
      '- broken': 'its run failed',
      '- broken-again': 'its run failed',
      '+ fix': 'it was successful',
      '+ bad': 'it was successful',
    });
  });

  test('lead time: each change with its hours, and deployments that give none with the reason', () => {
    const events = told('lead-time-for-changes');
    expect(events.filter(({ counts }) => counts).map(({ what, value }) => [what, value])).toEqual([
      ['change', 5],
      ['change', 2],
    ]);
    expect(events.find(({ identifier }) => identifier === 'abcdef1234')).toMatchObject({
      reason: 'released by good',
      isTime: true,
    });
    const left = events.filter(({ counts }) => !counts).map(({ reason }) => reason);
    expect(left.sort()).toEqual([
      'it is dated after its deployment',
      'its run failed',
      'its run failed',
      'kind is baseline',
      'no changes are known',
    ]);
  });

  test('change failure rate: why each failed or not, and the incident that belongs to none', () => {
    expect(reasons('change-failure-rate')).toMatchObject({
      '+ good': 'it counts, and nothing says that it failed',
      '+ broken': 'it failed: its run failed',
      '+ bad': 'it failed: incident linked',
      '- alone': expect.stringContaining(
        'it belongs to no deployment: no successful production deployment of shop ended in the 24 hours before it',
      ),
    });
  });

  test('recovery time: hours of each outage, and who belongs to an earlier one', () => {
    expect(told('failed-deployment-recovery-time').filter(({ counts }) => counts)).toMatchObject([
      { identifier: 'broken', value: 48, isTime: true },
      { identifier: 'bad', value: 5 },
    ]);
    expect(reasons('failed-deployment-recovery-time')).toMatchObject({
      '- broken-again': 'it belongs to the outage of an earlier failed run',
      '- good': 'it did not fail',
    });
  });

  test('rework rate names the kinds', () => {
    expect(reasons('deployment-rework-rate')).toMatchObject({
      '+ fix': 'it is rework: its kind is hotfix',
      '+ bad': 'it counts, and is no rework: its kind is not known',
    });
  });

  test('mean time to recovery: incidents, open ones left out', () => {
    expect(told('mean-time-to-recovery')).toMatchObject([
      { identifier: 'linked', counts: true, value: 3, reason: 'it belongs to a deployment' },
      { identifier: 'alone', counts: false },
    ]);
  });

  test('the events that count are as many as the number says, whatever the records are', () => {
    const anyRecord = fc.record({
      status: fc.constantFrom('Success' as const, 'Failed' as const),
      kind: fc.constantFrom(null, 'standard' as const, 'baseline' as const, 'rollback' as const),
      day: fc.integer({ min: -3, max: 34 }),
      leads: fc.array(fc.integer({ min: -3, max: 50 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 20 }), (list) => {
        const given = list.map(({ status, kind, day, leads }, index) =>
          named(`d${index}`, day, {
            status,
            kind,
            changes: leads.map((lead) => change(lead, at(day))),
          }),
        );
        const all = measured(given, incidents, { keepRecords: true });
        const [group] = all.measurable.groups.map((one) => all.measurable.metricsOf(one, all.view));
        const counting = (metric: MetricName) =>
          explain(all, metric).events.filter(({ counts }) => counts);
        expect(counting('deployment-frequency')).toHaveLength(
          group?.deploymentFrequency.successful ?? -1,
        );
        expect(counting('lead-time-for-changes')).toHaveLength(group?.leadTimeForChanges.n ?? -1);
        expect(counting('change-failure-rate')).toHaveLength(group?.changeFailureRate.total ?? -1);
        expect(counting('change-failure-rate').filter(({ value }) => value === 1)).toHaveLength(
          group?.changeFailureRate.failed ?? -1,
        );
        expect(counting('failed-deployment-recovery-time')).toHaveLength(
          group?.failedDeploymentRecoveryTime.n ?? -1,
        );
        expect(counting('deployment-rework-rate').filter(({ value }) => value === 1)).toHaveLength(
          group?.deploymentReworkRate.rework ?? -1,
        );
        expect(counting('mean-time-to-recovery')).toHaveLength(group?.meanTimeToRecovery.n ?? -1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a number lacks', () => {
  const records = [
    named('silent', 2),
    named('told', 3, { leadTimeReason: 'no history' }),
    named('unreadable', 4, { changes: [{ sha: 'abc', authoredAt: 'nope' }] }),
  ];

  test('a deployment without changes gives the reason that its report had', () => {
    const events = told('lead-time-for-changes', records);
    expect(events.map(({ reason }) => reason)).toEqual([
      'no changes are known',
      'no changes are known (no history)',
      'no changes are known',
    ]);
  });

  test('changes whose time cannot be read are counted, since none of them can be listed', () => {
    const given = measured(records, null, { keepRecords: true });
    const told = (metric: MetricName) =>
      renderExplanation(explain(given, metric), given.report(sampleReport.source, []));
    const line = '  1 × change: its time cannot be read';
    expect(told('lead-time-for-changes')).toContain(line);
    expect(told('deployment-frequency')).not.toContain(line);
  });
});

describe('the story of a deployment', () => {
  const story = (identifier: string) =>
    deploymentStory(measured(records, incidents, { keepRecords: true }), identifier);

  test('its changes and times, the earlier first, with their distance to its end', () => {
    const pullRequest = {
      number: 7,
      url: null,
      firstCommitAt: at(3, -9),
      createdAt: at(3, -6),
      mergedAt: at(3, -1),
    };
    const record = named('one', 3, {
      finishedAt: at(3, 1),
      changes: [{ sha: 'abcdef1234', authoredAt: at(3, -8), title: 'Fix', pullRequest }],
    });
    const found = deploymentStory(measured([record], [], { keepRecords: true }), 'one');
    expect(found?.timeline.map(({ text, hoursBefore }) => [text, hoursBefore])).toEqual([
      ['pull request 7: first commit', 10],
      ['commit abcdef1: Fix', 9],
      ['pull request 7 opened', 7],
      ['pull request 7 merged', 2],
      ['deployment began', 1],
      ['deployment ended', 0],
    ]);
  });

  test('its incidents and its recovery come after it', () => {
    expect(
      story('bad')
        ?.timeline.map(({ text }) => text)
        .slice(-3),
    ).toEqual(['incident linked began', 'incident linked was resolved', 'recovered']);
  });

  test('what it adds to each metric', () => {
    const metrics = Object.fromEntries(
      (story('fix')?.metrics ?? []).map(({ metric, counts, reason }) => [
        metric,
        `${counts} ${reason}`,
      ]),
    );
    expect(Object.keys(metrics)).toEqual([...metricNames]);
    expect(metrics).toMatchObject({
      'lead-time-for-changes': 'true 1 change that it released',
      'deployment-rework-rate': 'true it is rework: its kind is hotfix',
    });
  });

  test('an incident that the record names as its failure is told once', () => {
    const failure = { reason: 'incident', at: at(8, 2), by: 'linked' } as const;
    const bad = named('bad', 8, { failure });
    const texts = (opened: readonly MeasuredIncident[]) =>
      deploymentStory(measured([bad], opened, { keepRecords: true }), 'bad')
        ?.timeline.map(({ text }) => text)
        .slice(2);
    expect(texts(incidents)).toEqual([
      ...['incident linked began', 'incident linked was resolved', 'recovered'],
    ]);
    expect(texts([])).toEqual(['incident (linked)']);
  });

  test('a recovery that the record does not state is on its line of time, and says how long it took', () => {
    const found = story('broken');
    expect(found?.timeline.at(-1)).toEqual({ at: at(6), hoursBefore: -48, text: 'recovered' });
    if (found === null) throw new Error('no story');
    const lines = renderStory(found, 'UTC').map((line) => line.replace(/ +/g, ' '));
    expect(lines).toContain(' 2026-01-06 2 days after recovered');
    expect(lines).toContain(' + Failed deployment recovery time 2 days: it failed and recovered');
    expect(lines).toContain(' + Change failure rate it failed: its run failed');
  });

  test('outside the window it adds nothing, and it says so', () => {
    expect(story('before')?.metrics[0]).toMatchObject({
      counts: false,
      reason: 'before the window',
    });
  });

  test('there is none of a deployment that is not known', () => {
    expect(story('nowhere')).toBeNull();
  });
});
