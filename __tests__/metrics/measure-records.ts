import type { DeploymentRecord } from '../../src/deployment/record.ts';
import type { MeasuredIncident } from '../../src/metrics/measured-incident.ts';
import {
  createMetricsEngine,
  type EngineSettings,
  type Measured,
} from '../../src/metrics/metrics-engine.ts';
import type { GroupMetrics, MetricsReport } from '../../src/metrics/report.ts';
import { createTimeZone } from '../../src/metrics/time-zone.ts';

/** January 2026, 30 days of it, looked at in March. */
const usual: EngineSettings = {
  window: { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2026-01-31T00:00:00Z') },
  compare: false,
  zone: createTimeZone('UTC'),
  interval: 'day',
  environment: 'Production',
  now: Date.parse('2026-03-01T00:00:00Z'),
  incidentWindowHours: 24,
  excludeFailedRuns: false,
  countLowUrgency: false,
  countMaintenance: false,
  bands: 'quick-check',
  by: ['all', 'domain', 'team', 'service'],
  owners: new Map(),
  services: [],
  teams: [],
  recompute: false,
};

/** A time of January 2026: day of the month, and hours into it. */
export const at = (day: number, hours = 0): string =>
  new Date(Date.UTC(2026, 0, day) + hours * 3_600_000).toISOString();

let count = 0;

/** A successful deployment of shop to Production that takes no time, with what the test says otherwise. */
export function deployment(
  createdAt: string,
  given: Partial<DeploymentRecord> = {},
): DeploymentRecord {
  count += 1;
  return {
    identifier: `deployment-${String(count).padStart(6, '0')}`,
    service: 'shop',
    environment: 'Production',
    status: 'Success',
    kind: 'standard',
    createdAt,
    finishedAt: createdAt,
    ...given,
  };
}

/** A change that was written so many hours before a time. */
export const change = (hoursBefore: number, end: string) => ({
  sha: `${count}`,
  authoredAt: new Date(Date.parse(end) - hoursBefore * 3_600_000).toISOString(),
});

/** An incident of shop. */
export function incident(
  createdAt: string,
  given: Partial<MeasuredIncident> = {},
): MeasuredIncident {
  count += 1;
  return { identifier: `incident-${count}`, service: 'shop', createdAt, ...given };
}

export function measured(
  records: readonly DeploymentRecord[],
  incidents: readonly MeasuredIncident[] | null = null,
  settings: Partial<EngineSettings> = {},
): Measured {
  const engine = createMetricsEngine({ ...usual, ...settings }, incidents);
  records.forEach((record, index) => {
    engine.add(record, index + 1);
  });
  return engine.finish();
}

const noSource: MetricsReport['source'] = {
  deployments: 'test',
  incidents: null,
  readAt: at(60),
  records: 0,
  incidentRecords: 0,
  badRecords: 0,
  problems: [],
};

export function report(...given: Parameters<typeof measured>): MetricsReport {
  return measured(...given).report(noSource, []);
}

/** All services together. */
export const all = (...given: Parameters<typeof measured>): GroupMetrics =>
  report(...given).groups[0];

/** How many were left out for a reason. */
export function leftOut({ excluded }: MetricsReport, reason: string): number {
  return excluded.filter((one) => one.reason === reason).reduce((sum, one) => sum + one.count, 0);
}
