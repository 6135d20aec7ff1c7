import { renderDuration } from './duration.ts';
import { renderLeadTime } from './render-lead-time.ts';
import type { Delivery, ReportResult } from './report-result.ts';

/**
 * The job summary as one HTML table. HTML, because no text between its tags is read as Markdown; every value is
 * escaped, and names stand in `<code>`, so that they cannot make links, mentions or tags.
 */
export function renderSummary(result: ReportResult): string {
  switch (result.outcome) {
    case 'not-a-deployment':
      return `### Deployment not reported\n\n<p>${code(result.reason)}</p>\n`;
    case 'dry-run':
      return `### Deployment report: dry run\n\n<p>${result.requests.length} requests prepared, none sent.</p>\n`;
    case 'reported':
      return `### Deployment reported to Port\n\n${table(result.deliveries)}`;
    case 'not-reported': {
      const reasons = result.problems
        .map(({ code: id, message, hint }) => `<li>${code(message)}<br>${code(hint)} (${id})</li>`)
        .join('\n');
      return `### Deployment NOT reported\n\n<ul>\n${reasons}\n</ul>\n\n${table(result.deliveries)}`;
    }
  }
}

const columns = [
  ...['Service', 'Environment', 'Status', 'Kind', 'Commit', 'Lead time', 'Duration'],
  ...['Run', 'Port'],
] as const;

function table(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return '';
  const head = columns.map((name) => `<th>${name}</th>`).join('');
  const rows = deliveries.map((delivery) => `<tr>${cells(delivery).join('')}</tr>`);
  return `<table>\n<tr>${head}</tr>\n${rows.join('\n')}\n</table>\n`;
}

function cells({ record, status, service, url, reported }: Delivery): string[] {
  const missing =
    service.state === 'none' || service.state === 'several' ? ' (not linked in Port)' : '';
  return [
    code(record.service) + missing,
    code(record.environmentName ?? record.environment),
    code(status),
    code(record.kind ?? ''),
    record.sha ? code(record.sha.slice(0, 7)) : '',
    escapeHtml((renderLeadTime(record) ?? '').slice(0, 300)),
    escapeHtml(renderDuration(record.createdAt, record.finishedAt) ?? ''),
    link(record.runUrl, 'run'),
    reported ? link(url, 'entity') || 'reported' : '<b>not reported</b>',
  ].map((cell) => `<td>${cell}</td>`);
}

/** Only web addresses become links; anything else stays text. */
function link(url: string | null | undefined, label: string): string {
  if (!url) return '';
  return /^https?:\/\//i.test(url) ? `<a href="${escapeHtml(url)}">${label}</a>` : code(url);
}

const code = (text: string): string =>
  text === '' ? '' : `<code>${escapeHtml(text.slice(0, 300))}</code>`;

/** Line ends would end the HTML block and start Markdown again. */
const escapeHtml = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[&<>"'`|@#]/g, (sign) => `&#${sign.charCodeAt(0)};`);
