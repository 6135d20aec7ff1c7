import type { RenderFormat } from '../format.ts';
import { renderChartPng } from './render-chart-png.ts';
import { renderChartSvg } from './render-chart-svg.ts';

/** The chart of one metric, as forms of the report. */
export const formatSvg: RenderFormat = (report, { metric, theme }) =>
  renderChartSvg(report, metric, theme);

export const formatPng: RenderFormat = (report, { metric, theme }) =>
  renderChartPng(report, metric, theme);
