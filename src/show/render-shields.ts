import { badgeFacts } from './badge-facts.ts';
import type { RenderFormat } from './format.ts';

// Form: shields.io, "Endpoint Badge".
/** What shields.io draws a badge from. */
export const renderShields: RenderFormat = (report, { metric }) => {
  const { label, message, colour } = badgeFacts(report, metric);
  return `${JSON.stringify({ schemaVersion: 1, label, message, color: colour })}\n`;
};
