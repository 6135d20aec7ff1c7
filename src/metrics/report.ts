import type { DeploymentEnvironment, FailureReason } from '../deployment/record.ts';

/** What deployments are put together by; `all` is always there and always first. */
export const groupKinds = ['all', 'service', 'team', 'domain'] as const;

export type GroupKind = (typeof groupKinds)[number];

/** The length of one step of a trend. */
export const intervals = ['day', 'week', 'month'] as const;

export type Interval = (typeof intervals)[number];

/** The names of the metrics as they are typed: in `explain`, in `--fail-if` and in OpenMetrics. */
export const metricNames = [
  'deployment-frequency',
  'lead-time-for-changes',
  'change-failure-rate',
  'failed-deployment-recovery-time',
  'deployment-rework-rate',
  'mean-time-to-recovery',
] as const;

export type MetricName = (typeof metricNames)[number];

/** The metrics of a window, as `metrics --json` prints them. Times are RFC 3339 in UTC; `null` always has a reason beside it. */
export interface MetricsReport {
  readonly window: ReportWindow;
  readonly environment: DeploymentEnvironment;
  /** First `{ by: 'all', name: 'all' }`, then domains, teams and services, each by name. */
  readonly groups: readonly [GroupMetrics, ...GroupMetrics[]];
  /** What does not count, by reason, the most frequent first. */
  readonly excluded: readonly Exclusion[];
  readonly settings: ReportSettings;
  readonly source: ReportSource;
  /** What a reader has to know of these numbers, in sentences. */
  readonly notices: readonly string[];
  /** The window of the same length before this one; `null` when it was not asked for. */
  readonly compare: Comparison | null;
}

/** Half-open: a deployment at `from` counts, one at `to` does not. */
export interface ReportWindow {
  readonly from: string;
  readonly to: string;
  /** The later of `from` and the first deployment known; `null` when there is none before the end. */
  readonly observedFrom: string | null;
  /** The earlier of `to` and the time of the report. */
  readonly observedTo: string;
  /** IANA name of the zone in which days, weeks and months begin. */
  readonly timeZone: string;
  readonly interval: Interval;
}

export interface GroupMetrics {
  readonly by: GroupKind;
  readonly name: string;
  readonly observed: ObservedWindow;
  readonly deploymentFrequency: DeploymentFrequency;
  readonly leadTimeForChanges: LeadTimeForChanges;
  readonly changeFailureRate: ChangeFailureRate;
  readonly failedDeploymentRecoveryTime: FailedDeploymentRecoveryTime;
  readonly deploymentReworkRate: DeploymentReworkRate;
  readonly meanTimeToRecovery: MeanTimeToRecovery;
  /** Incidents opened in the window; those without a deployment stand beside the failure rate, not in it. */
  readonly incidents: { readonly linked: number; readonly unlinked: number };
  /** One point for each day, week or month of the window, the first and the last perhaps cut short. */
  readonly trend: readonly TrendPoint[];
}

export interface ObservedWindow {
  /** `null` when no deployment of the group is known. */
  readonly from: string | null;
  readonly to: string;
  readonly days: number;
}

export interface DeploymentFrequency {
  readonly successful: number;
  /** Successful and failed. */
  readonly total: number;
  readonly perDay: number | null;
  readonly perWeek: number | null;
  /** A month has 365.25 / 12 days. */
  readonly perMonth: number | null;
  readonly medianHoursBetween: number | null;
  readonly band: string | null;
  /** Why there is no band although there is a number. */
  readonly bandReason: string | null;
  readonly reason: string | null;
}

export interface LeadTimeForChanges {
  /** Changes: commits released for the first time. */
  readonly n: number;
  readonly medianHours: number | null;
  readonly meanHours: number | null;
  readonly p90Hours: number | null;
  readonly band: string | null;
  readonly reason: string | null;
  /** Over the `leadTimeHours` of the deployments: what Port can aggregate. */
  readonly perDeployment: {
    readonly n: number;
    readonly medianHours: number | null;
    readonly meanHours: number | null;
  };
  /** Medians over the changes that came through a pull request: commit → opened → merged → deployed. */
  readonly split: {
    readonly codingHours: number | null;
    readonly reviewHours: number | null;
    readonly deployHours: number | null;
  };
  /** Changes by lead time, shortest first; the last bin has no end. */
  readonly histogram: readonly HistogramBin[];
}

/** From `fromHours` to less than `toHours`. */
export interface HistogramBin {
  readonly fromHours: number;
  readonly toHours: number | null;
  readonly count: number;
}

export interface ChangeFailureRate {
  readonly failed: number;
  readonly total: number;
  /** From 0 to 1. */
  readonly ratio: number | null;
  readonly failedBy: Readonly<Record<FailureReason, number>>;
  readonly band: string | null;
  readonly reason: string | null;
}

export interface FailedDeploymentRecoveryTime {
  /** Outages that ended; consecutive failed runs are one. */
  readonly n: number;
  /** Outages that have not ended. */
  readonly open: number;
  readonly medianHours: number | null;
  readonly meanHours: number | null;
  readonly by: Readonly<Partial<Record<FailureReason, RecoveryByReason>>>;
  readonly band: string | null;
  readonly reason: string | null;
}

/** There only for reasons with at least one outage. */
export interface RecoveryByReason {
  readonly n: number;
  readonly open: number;
  readonly medianHours: number | null;
  readonly meanHours: number | null;
}

export interface DeploymentReworkRate {
  /** Deployments of kind `rollback` or `hotfix`. */
  readonly rework: number;
  readonly total: number;
  /** From 0 to 1. */
  readonly ratio: number | null;
  readonly reason: string | null;
}

export interface MeanTimeToRecovery {
  /** Resolved incidents that were opened in the window. */
  readonly n: number;
  readonly open: number;
  readonly meanMinutes: number | null;
  readonly medianMinutes: number | null;
  readonly reason: string | null;
}

export interface TrendPoint {
  /** `2026-01-02`, `2026-W01` or `2026-01`. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly outcomes: DeploymentOutcomes;
  readonly rework: number;
  readonly leadTime: { readonly n: number; readonly medianHours: number | null };
  readonly changeFailureRate: {
    readonly failed: number;
    readonly total: number;
    readonly ratio: number | null;
  };
  /** By the time of the deployment that failed. */
  readonly recovery: { readonly n: number; readonly medianHours: number | null };
  /** By the time at which the incident was opened. */
  readonly incidents: number;
  /** Of those that are resolved: the mean of opened → resolved. */
  readonly timeToRecovery: { readonly n: number; readonly meanMinutes: number | null };
}

/** Every deployment is one of these, so they add up to all. */
export interface DeploymentOutcomes {
  /** Successful, and nothing showed that it failed. */
  readonly success: number;
  readonly failedRun: number;
  readonly rolledBack: number;
  readonly incident: number;
}

export interface Exclusion {
  readonly reason: string;
  readonly count: number;
  readonly what: 'record' | 'deployment' | 'change' | 'incident';
  /** The metric that it is left out of; `null` for all of them. */
  readonly metric: MetricName | null;
}

/** What the numbers were worked out with. */
export interface ReportSettings {
  readonly recompute: boolean;
  readonly excludeFailedRuns: boolean;
  readonly incidentWindowHours: number;
  readonly countLowUrgency: boolean;
  readonly countMaintenance: boolean;
  readonly bands: BandSource;
  /** How a percentile is taken, in words. */
  readonly percentile: string;
  readonly services: readonly string[];
  readonly teams: readonly string[];
}

/** Where the bands come from. */
export interface BandSource {
  readonly id: 'quick-check' | '2023' | '2024' | 'none';
  readonly title: string;
  /** The document, and what was changed in it. */
  readonly source: string;
  /** Every band from the best to the worst, with its bound in words. */
  readonly scales: readonly {
    readonly metric: MetricName;
    readonly bands: readonly { readonly name: string; readonly bound: string }[];
  }[];
}

/** What was read, and what could not be. */
export interface ReportSource {
  /** `https://api.port.io`, a path, or `stdin`. */
  readonly deployments: string;
  /** `null` when no incidents were read. */
  readonly incidents: string | null;
  readonly readAt: string;
  readonly records: number;
  readonly incidentRecords: number;
  readonly badRecords: number;
  /** The first of the bad records, named. */
  readonly problems: readonly RecordProblem[];
}

export interface RecordProblem {
  /** Path or blueprint. */
  readonly source: string;
  /** From 1; `null` where there are no lines. */
  readonly line: number | null;
  readonly identifier: string | null;
  readonly problem: string;
}

export interface Comparison {
  readonly window: Pick<ReportWindow, 'from' | 'to' | 'observedFrom' | 'observedTo'>;
  /** The same groups, those that had nothing then included. */
  readonly groups: readonly GroupMetrics[];
}
