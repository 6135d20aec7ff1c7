import type { MetricName, MetricsReport } from '../../metrics/report.ts';
import { metricRows } from '../metric-rows.ts';
import { windowInWords } from '../window-words.ts';
import type { Series } from './bar-chart.ts';
import { type Drawing, label, type Shape } from './drawing.ts';
import { type TrendChart, trendChart } from './trend-charts.ts';

/** One metric of all services together as a picture by itself: its number, its window and its trend. */
export interface ChartImage extends Drawing {
  readonly title: string;
  /** All that the picture tells, in words. */
  readonly description: string;
}

const [width, height, edge] = [760, 400, 24] as const;

/** Draws the metric; where there is no number, the reason stands in the place of the chart. */
export function chartImage(report: MetricsReport, metric: MetricName): ChartImage {
  const [all] = report.groups;
  const row = metricRows(all).find((one) => one.metric === metric);
  const value = row?.value ?? 'no data';
  const chart = trendChart(all, metric);
  const place = `${report.environment}, ${windowInWords(report)}`;
  const title = row?.title ?? metric;
  const legend = chart.legend.length > 1 ? chart.legend : [];
  const area = {
    x: edge - 10,
    y: 96,
    width: width - 2 * edge + 16,
    height: legend.length > 0 ? 256 : 286,
  };
  const words = row?.band ? `${row.detail}; ${row.band}` : (row?.detail ?? '');
  return {
    ...{ width, height, title: `${title}: ${value}` },
    description: [`${place}. ${words}.`, ...numbers(chart)].join(' '),
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height, fill: 'surface' },
      ...head(title, value, fitting(place, 100)),
      label({ x: edge, y: 84 }, fitting(words, 110), { anchor: 'start', size: 13 }),
      ...(chart.isEmpty
        ? [label({ x: width / 2, y: 230 }, 'Nothing to draw in this window.', { size: 15 })]
        : chart.draw(area)),
      ...legendShapes(legend),
    ],
  };
}

const head = (title: string, value: string, place: string): Shape[] => [
  label({ x: edge, y: 40 }, title, { anchor: 'start', size: 20, weight: 'bold', fill: 'text' }),
  label({ x: width - edge, y: 40 }, value, {
    ...{ anchor: 'end', size: 24, weight: 'bold', fill: 'text' },
  }),
  label({ x: edge, y: 63 }, place, { anchor: 'start', size: 13 }),
];

const legendShapes = (legend: readonly Series[]): Shape[] =>
  legend.flatMap(({ name, colour }, index): Shape[] => {
    const x = edge + 40 + index * 160;
    return [
      { kind: 'rect', x, y: height - 33, width: 12, height: 12, fill: colour },
      label({ x: x + 19, y: height - 22.5 }, name, { anchor: 'start', size: 13, fill: 'text' }),
    ];
  });

function numbers({ columns, rows }: TrendChart): string[] {
  const known = rows().filter(({ cells }) => cells.some((cell) => cell !== null && cell !== '0'));
  return known.map(
    ({ step, cells }) =>
      `${step}: ${cells.map((cell, index) => `${columns[index] ?? ''} ${cell ?? 'none'}`).join(', ')}.`,
  );
}

const fitting = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
