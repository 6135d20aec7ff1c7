import type { RenderFormat } from '../format.ts';
import { renderHtml } from './render-html.ts';

/** The page, as a form of the report. */
export const formatHtml: RenderFormat = (report, { gates }) => renderHtml(report, { gates });
