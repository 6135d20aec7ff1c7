import type { Exclusion, MetricsReport } from '../metrics/report.ts';
import { metricTitles } from './metric-rows.ts';
import { counted } from './render-number.ts';

/** A line for each reason. */
export function leftOutLines(excluded: readonly Exclusion[]): string[] {
  return excluded.map(({ reason, count, what, metric }) => {
    const of = metric === null ? '' : `, ${metricTitles[metric]}`;
    return `${counted(count, what)}${of}: ${reason}`;
  });
}

/** How the numbers were worked out, where the bands come from, and what a reader has to know. */
export function settingLines({ settings, source, notices, groups }: MetricsReport): string[] {
  const { bands } = settings;
  const bandless = groups[0].deploymentFrequency.bandReason;
  return [
    `Source: ${source.deployments}, ${counted(source.records, 'record')}${incidentWords(source)}`,
    ...(bands.id === 'none' ? [] : [`Bands: ${bands.title}: ${bands.source}`]),
    ...(bandless === null ? [] : [`No band for deployment frequency: ${bandless}`]),
    ...(settings.excludeFailedRuns ? ['Failed runs are left out of the change failure rate'] : []),
    ...(settings.recompute ? ['Kinds, failures and recoveries were derived again'] : []),
    ...badWords(source),
    ...notices,
  ];
}

const incidentWords = ({ incidents, incidentRecords }: MetricsReport['source']): string =>
  incidents === null
    ? '; no incidents were read'
    : `; ${incidents}, ${counted(incidentRecords, 'incident')}`;

const badWords = ({ badRecords }: MetricsReport['source']): string[] =>
  badRecords > 0 ? [`${counted(badRecords, 'record')} could not be used`] : [];
