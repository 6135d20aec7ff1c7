import { badgeFacts } from './badge-facts.ts';
import type { RenderFormat } from './format.ts';

/** A badge as SVG that loads nothing; both texts are drawn and read aloud. */
export const renderBadge: RenderFormat = (report, { metric }) => {
  const { label, message, colour } = badgeFacts(report, metric);
  const [left, right] = [widthOf(label) + 12, widthOf(message) + 12];
  const [name, value] = [escapeXml(label), escapeXml(message)];
  const text = (middle: number, width: number, content: string): string =>
    `<text x="${middle}" y="14" textLength="${width}">${content}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${name}: ${value}">
<title>${name}: ${value}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#555"/><rect x="${left}" width="${right}" height="20" fill="#${colour}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
${text(left / 2, left - 12, name)}
${text(left + right / 2, right - 12, value)}
</g>
</svg>
`;
};

/** Pixels of a text at 11 px; wide and narrow letters of Verdana differ by a factor of three. */
function widthOf(text: string): number {
  const widths = Array.from(text, (letter) => {
    if (/[ijl.,:;'|! ]/.test(letter)) return 4;
    return /[mwMW%]/.test(letter) ? 10.5 : 7;
  });
  return Math.round(widths.reduce((sum, width) => sum + width, 0));
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
