import type { MetricName, MetricsReport } from '../../metrics/report.ts';
import { html } from '../../page/html.ts';
import { palettes, type ThemeName } from '../../page/palette.ts';
import { chartImage } from './chart-image.ts';
import { drawSvg } from './draw-svg.ts';

/** The chart of a metric as SVG that loads nothing; its text says all that it shows. */
export function renderChartSvg(
  report: MetricsReport,
  metric: MetricName,
  theme: ThemeName = 'light',
): string {
  const image = chartImage(report, metric);
  const { width, height, title, description } = image;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d" font-family="system-ui,Roboto,&quot;Segoe UI&quot;,&quot;DejaVu Sans&quot;,sans-serif">
<title id="t">${title}</title>
<desc id="d">${description}</desc>
${drawSvg(image, (name) => palettes[theme][name])}</svg>
`.toString();
}
