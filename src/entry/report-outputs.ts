import type { DeploymentRecord } from '../deployment/record.ts';
import type { reportOutputs } from '../options/outputs.ts';
import type { ReportResult } from '../report/report-result.ts';

/** A value for every output of the action; `null` where there is none. */
export type ReportOutputs = Readonly<Record<keyof typeof reportOutputs, unknown>>;

/** The outputs of a report. Of several services that are deployed together, environment and status are the same. */
export function outputsOf(result: ReportResult): ReportOutputs {
  const records = recordsOf(result);
  const deliveries = 'deliveries' in result ? result.deliveries : [];
  const reported = deliveries.filter((delivery) => delivery.reported);
  const [first] = records;
  return {
    reported: result.outcome === 'reported',
    identifiers: reported.map(({ record }) => record.identifier),
    environment: first?.environment ?? null,
    status: reported[0]?.status ?? first?.status ?? null,
    kind: first?.kind ?? null,
    'lead-time-hours': first?.leadTimeHours ?? null,
    records,
  };
}

function recordsOf(result: ReportResult): readonly DeploymentRecord[] {
  switch (result.outcome) {
    case 'reported':
      return result.deliveries.map(({ record }) => record);
    case 'not-reported':
      return [
        ...result.deliveries.filter(({ reported }) => reported).map(({ record }) => record),
        ...result.records,
      ];
    case 'dry-run':
      return result.records;
    case 'not-a-deployment':
      return [];
  }
}
