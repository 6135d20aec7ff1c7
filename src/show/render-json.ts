import type { RenderFormat } from './format.ts';

/** The pinned JSON, with what became of the conditions. */
export const renderJson: RenderFormat = (report, { gates }) =>
  `${JSON.stringify({ ...report, gates }, null, 2)}\n`;
