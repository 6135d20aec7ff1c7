import type { MetricName, MetricsReport } from '../metrics/report.ts';
import { metricRows } from './metric-rows.ts';

/** What a badge says. */
export interface BadgeFacts {
  readonly label: string;
  readonly message: string;
  /** Hex, without `#`. */
  readonly colour: string;
}

/** From the best band to the worst. */
const ramp = ['44cc11', '97ca00', 'a4a61d', 'dfb317', 'fe7d37', 'e05d44'] as const;
const [plain, unknown] = ['007ec6', '9f9f9f'] as const;

/** One metric of all services together; its colour is that of its band. */
export function badgeFacts(report: MetricsReport, metric: MetricName): BadgeFacts {
  const [all] = report.groups;
  const row = metricRows(all).find((one) => one.metric === metric);
  const label = (row?.title ?? metric).toLowerCase();
  if (!row || row.value === null) return { label, message: 'no data', colour: unknown };
  const bands = report.settings.bands.scales.find((scale) => scale.metric === metric)?.bands ?? [];
  const place = bands.findIndex(({ name }) => name === row.band);
  // Four bands are spread over the six colours.
  const share = bands.length > 1 ? place / (bands.length - 1) : 0;
  const colour = place < 0 ? plain : (ramp[Math.round(share * (ramp.length - 1))] ?? plain);
  return { label, message: row.value, colour };
}
