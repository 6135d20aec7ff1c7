import type { GroupMetrics, MetricsReport } from '../metrics/report.ts';
import type { RenderFormat } from './format.ts';

type Cell = string | number | null;

/** A line for each group (RFC 4180), times and settings repeated so that a line says everything. */
export const renderCsv: RenderFormat = (report) => {
  const rows = report.groups.map((group) => columns(group, report));
  const [first] = rows;
  const lines = [Object.keys(first ?? {}), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
};

function columns(group: GroupMetrics, report: MetricsReport): Record<string, Cell> {
  const { deploymentFrequency: df, leadTimeForChanges: lt, changeFailureRate: cfr } = group;
  const { failedDeploymentRecoveryTime: fdrt, deploymentReworkRate: rework } = group;
  const { meanTimeToRecovery: mttr, incidents } = group;
  return {
    from: report.window.from,
    to: report.window.to,
    environment: report.environment,
    by: group.by,
    name: group.name,
    deployments: df.total,
    successful: df.successful,
    deploymentsPerDay: df.perDay,
    deploymentFrequencyBand: df.band,
    changes: lt.n,
    leadTimeMedianHours: lt.medianHours,
    leadTimeMeanHours: lt.meanHours,
    leadTimeP90Hours: lt.p90Hours,
    leadTimeBand: lt.band,
    failed: cfr.failed,
    failedByRun: cfr.failedBy.run,
    failedByRollback: cfr.failedBy.rollback,
    failedByIncident: cfr.failedBy.incident,
    changeFailureRatio: cfr.ratio,
    changeFailureBand: cfr.band,
    recovered: fdrt.n,
    notRecovered: fdrt.open,
    recoveryMedianHours: fdrt.medianHours,
    recoveryMeanHours: fdrt.meanHours,
    recoveryBand: fdrt.band,
    rework: rework.rework,
    reworkRatio: rework.ratio,
    incidentsResolved: mttr.n,
    incidentsOpen: mttr.open,
    timeToRecoveryMeanMinutes: mttr.meanMinutes,
    timeToRecoveryMedianMinutes: mttr.medianMinutes,
    incidentsLinked: incidents.linked,
    incidentsUnlinked: incidents.unlinked,
  };
}

/** Spreadsheets take text that begins with these signs for a formula. */
const formula = /^[=+\-@\t\r]/;

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
