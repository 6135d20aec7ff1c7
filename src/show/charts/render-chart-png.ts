import type { MetricName, MetricsReport } from '../../metrics/report.ts';
import { palettes, type ThemeName } from '../../page/palette.ts';
import { chartImage } from './chart-image.ts';
import { drawPng } from './png/draw-png.ts';

/** Screens and slides show twice as many pixels as units. */
const scale = 2;

/** The chart of a metric as PNG, for where SVG is not shown. */
export function renderChartPng(
  report: MetricsReport,
  metric: MetricName,
  theme: ThemeName = 'light',
): Uint8Array {
  return drawPng(chartImage(report, metric), (name) => palettes[theme][name], scale);
}
