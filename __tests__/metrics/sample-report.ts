import type {
  GroupKind,
  GroupMetrics,
  MetricsReport,
  TrendPoint,
} from '../../src/metrics/report.ts';

const day = 86_400_000;
const from = Date.parse('2026-01-01T00:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

/** A report as the engine makes it, for what shows one: two services, one team, a service without data, hostile names. */
export const sampleReport: MetricsReport = {
  window: {
    from: iso(from),
    to: iso(from + 30 * day),
    observedFrom: iso(from),
    observedTo: iso(from + 30 * day),
    timeZone: 'Europe/Berlin',
    interval: 'day',
  },
  environment: 'Production',
  groups: [
    group('all', 'all', 2),
    group('team', 'checkout', 2),
    group('service', 'shop', 1),
    group('service', 'pay & <b>"go"</b>', 1),
    emptyGroup('service', 'legacy'),
  ],
  excluded: [
    { reason: 'environment is Staging', count: 9, what: 'deployment', metric: null },
    { reason: 'before the window', count: 4, what: 'deployment', metric: null },
    { reason: 'kind is rollback', count: 2, what: 'deployment', metric: 'lead-time-for-changes' },
    { reason: 'has no time that can be read', count: 1, what: 'record', metric: null },
  ],
  settings: {
    recompute: false,
    excludeFailedRuns: false,
    incidentWindowHours: 24,
    countLowUrgency: false,
    countMaintenance: false,
    bands: {
      id: 'quick-check',
      title: 'dora.dev quick check',
      source: 'answer buckets of the DORA quick check, dora.dev/quickcheck',
      scales: [
        {
          metric: 'lead-time-for-changes',
          bands: [
            { name: 'less than one hour', bound: '< 1 hour' },
            { name: 'less than one day', bound: '< 1 day' },
            { name: 'one day to one week', bound: '< 7 days' },
          ],
        },
      ],
    },
    percentile: 'linear between the two nearest ranks',
    services: [],
    teams: [],
  },
  source: {
    deployments: 'records.jsonl',
    incidents: 'incidents.jsonl',
    readAt: iso(from + 30 * day),
    records: 72,
    incidentRecords: 3,
    badRecords: 1,
    problems: [
      { source: 'records.jsonl', line: 17, identifier: 'acme/shop/9', problem: 'has no createdAt' },
    ],
  },
  notices: ['2 deployments list only a part of their changes, so lead time leaves some out'],
  compare: {
    window: {
      from: iso(from - 30 * day),
      to: iso(from),
      observedFrom: iso(from - 20 * day),
      observedTo: iso(from),
    },
    groups: [
      group('all', 'all', 1),
      group('team', 'checkout', 1),
      group('service', 'shop', 1),
      emptyGroup('service', 'pay & <b>"go"</b>'),
      emptyGroup('service', 'legacy'),
    ],
  },
};

function group(by: GroupKind, name: string, scale: number): GroupMetrics {
  const trend = Array.from({ length: 30 }, (_, index) => point(index, scale));
  const sum = (of: (one: TrendPoint) => number): number =>
    trend.reduce((total, one) => total + of(one), 0);
  const successful = sum(({ outcomes: o }) => o.success + o.rolledBack + o.incident);
  const failedBy = {
    run: sum(({ outcomes }) => outcomes.failedRun),
    rollback: sum(({ outcomes }) => outcomes.rolledBack),
    incident: sum(({ outcomes }) => outcomes.incident),
  };
  const total = successful + failedBy.run;
  const failed = failedBy.run + failedBy.rollback + failedBy.incident;
  const rework = sum((one) => one.rework);
  const histogram = [
    { fromHours: 0, toHours: 1, count: 4 * scale },
    { fromHours: 1, toHours: 4, count: 9 * scale },
    { fromHours: 4, toHours: 12, count: 14 * scale },
    { fromHours: 12, toHours: 24, count: 11 * scale },
    { fromHours: 24, toHours: 72, count: 7 * scale },
    { fromHours: 72, toHours: 168, count: 3 * scale },
    { fromHours: 168, toHours: null, count: scale },
  ];
  return {
    by,
    name,
    observed: { from: iso(from), to: iso(from + 30 * day), days: 30 },
    deploymentFrequency: {
      successful,
      total,
      perDay: successful / 30,
      perWeek: (successful * 7) / 30,
      perMonth: (successful * 30.4375) / 30,
      medianHoursBetween: 18.5 / scale,
      band: 'between once per day and once per week',
      bandReason: null,
      reason: null,
    },
    leadTimeForChanges: {
      n: histogram.reduce((all, { count }) => all + count, 0),
      medianHours: 9.75,
      meanHours: 22.125,
      p90Hours: 61.4,
      band: 'less than one day',
      reason: null,
      perDeployment: { n: successful, medianHours: 8.5, meanHours: 19.25 },
      split: { codingHours: 2.5, reviewHours: 5.25, deployHours: 0.75 },
      histogram,
    },
    changeFailureRate: {
      failed,
      total,
      ratio: failed / total,
      failedBy,
      band: null,
      reason: null,
    },
    failedDeploymentRecoveryTime: {
      n: failed - 1,
      open: 1,
      medianHours: 1.5,
      meanHours: 2.25,
      by: {
        run: { n: failedBy.run - 1, open: 1, medianHours: 0.75, meanHours: 1.1 },
        rollback: { n: failedBy.rollback, open: 0, medianHours: 2, meanHours: 2 },
        incident: { n: failedBy.incident, open: 0, medianHours: 4, meanHours: 4.5 },
      },
      band: 'less than one day',
      reason: null,
    },
    deploymentReworkRate: { rework, total, ratio: rework / total, reason: null },
    meanTimeToRecovery: { n: 2, open: 1, meanMinutes: 95, medianMinutes: 95, reason: null },
    incidents: { linked: 2, unlinked: 1 },
    trend,
  };
}

/** Days repeat with 7: nothing at the weekend, a failure now and then, lead times that fall. */
function point(index: number, scale: number): TrendPoint {
  const isWeekend = index % 7 > 4;
  const success = isWeekend ? 0 : scale * (1 + (index % 2));
  const outcomes = {
    success,
    failedRun: index % 9 === 3 && !isWeekend ? scale : 0,
    rolledBack: index === 14 ? scale : 0,
    incident: index % 11 === 8 && !isWeekend ? scale : 0,
  };
  const total = success + outcomes.failedRun + outcomes.rolledBack + outcomes.incident;
  const failed = total - success;
  return {
    label: iso(from + index * day).slice(0, 10),
    from: iso(from + index * day),
    to: iso(from + (index + 1) * day),
    outcomes,
    rework: outcomes.rolledBack,
    leadTime: isWeekend
      ? { n: 0, medianHours: null }
      : { n: 2 * success, medianHours: 24 - index / 2 },
    changeFailureRate: { failed, total, ratio: total === 0 ? null : failed / total },
    recovery: { n: failed, medianHours: failed === 0 ? null : 1 + (index % 3) },
    incidents: outcomes.incident,
    timeToRecovery: {
      n: outcomes.incident,
      meanMinutes: outcomes.incident === 0 ? null : 20 + 5 * index,
    },
  };
}

function emptyGroup(by: GroupKind, name: string): GroupMetrics {
  const reason = 'no deployment is known';
  return {
    by,
    name,
    observed: { from: null, to: iso(from + 30 * day), days: 0 },
    deploymentFrequency: {
      successful: 0,
      total: 0,
      perDay: null,
      perWeek: null,
      perMonth: null,
      medianHoursBetween: null,
      band: null,
      bandReason: null,
      reason,
    },
    leadTimeForChanges: {
      n: 0,
      medianHours: null,
      meanHours: null,
      p90Hours: null,
      band: null,
      reason,
      perDeployment: { n: 0, medianHours: null, meanHours: null },
      split: { codingHours: null, reviewHours: null, deployHours: null },
      histogram: [],
    },
    changeFailureRate: {
      failed: 0,
      total: 0,
      ratio: null,
      failedBy: { run: 0, rollback: 0, incident: 0 },
      band: null,
      reason,
    },
    failedDeploymentRecoveryTime: {
      n: 0,
      open: 0,
      medianHours: null,
      meanHours: null,
      by: {},
      band: null,
      reason,
    },
    deploymentReworkRate: { rework: 0, total: 0, ratio: null, reason },
    meanTimeToRecovery: {
      n: 0,
      open: 0,
      meanMinutes: null,
      medianMinutes: null,
      reason: 'no incident was opened in the window',
    },
    incidents: { linked: 0, unlinked: 0 },
    trend: Array.from({ length: 30 }, (_, index) => ({
      ...point(5, 0),
      label: iso(from + index * day).slice(0, 10),
      from: iso(from + index * day),
      to: iso(from + (index + 1) * day),
    })),
  };
}
