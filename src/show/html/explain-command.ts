import type { MetricName, MetricsReport } from '../../metrics/report.ts';

/** The command that shows what a number is made of, with all that decides it; it can be pasted into a shell. */
export function explainCommand(report: MetricsReport, metric: MetricName): string {
  const { window, settings, environment } = report;
  return [
    ...['port-dora', 'explain', metric],
    ...source(report),
    ...option('--from', window.from),
    ...option('--to', window.to),
    ...option('--time-zone', window.timeZone, 'UTC'),
    ...option('--environment', environment, 'Production'),
    ...(settings.services.length > 0 ? option('--service', settings.services.join('\n')) : []),
    ...(settings.teams.length > 0 ? option('--team', settings.teams.join(',')) : []),
    ...option('--incident-window', String(settings.incidentWindowHours), '24'),
    ...option('--bands', settings.bands.id, 'quick-check'),
    ...(settings.excludeFailedRuns ? ['--exclude-failed-runs'] : []),
    ...(settings.countLowUrgency ? ['--count-low-urgency'] : []),
    ...(settings.countMaintenance ? ['--count-maintenance'] : []),
    ...(settings.recompute ? ['--recompute'] : []),
  ].join(' ');
}

/** An account by its region or address; anything else is a file. */
function source({ source: { deployments, incidents } }: MetricsReport): string[] {
  if (/^https?:\/\//.test(deployments)) return option('--base-url', deployments);
  const region = /^Port \((\w+)\)$/.exec(deployments)?.[1];
  if (region !== undefined) return option('--region', region, 'eu');
  const isFile = incidents !== null && incidents !== deployments;
  return [
    ...option('--input', deployments === 'stdin' ? '-' : deployments),
    ...(isFile ? option('--incidents', incidents === 'stdin' ? '-' : incidents) : []),
  ];
}

const option = (name: string, value: string, preset?: string): string[] =>
  value === preset
    ? []
    : [
        value.startsWith('-') && value !== '-'
          ? `${name}=${quoted(value)}`
          : `${name} ${quoted(value)}`,
      ];

const quoted = (value: string): string =>
  /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
