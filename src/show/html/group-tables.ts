import type { GroupKind, GroupMetrics, MetricsReport } from '../../metrics/report.ts';
import { type Html, html } from '../../page/html.ts';
import { type MetricRow, metricRows } from '../metric-rows.ts';
import { numberOf } from './change-since.ts';

const titles: readonly (readonly [kind: GroupKind, title: string, head: string])[] = [
  ['domain', 'Domains', 'Domain'],
  ['team', 'Teams', 'Team'],
  ['service', 'Services', 'Service'],
];

/** More lines than these scroll within their own box. */
const tall = 20;

/** A table for each kind of group that the report has. */
export function groupTables({ groups }: MetricsReport): Html {
  return html`${titles.map(([kind, title, head]) => {
    const those = groups.filter(({ by }) => by === kind);
    return those.length === 0 ? null : groupTable(those, title, head);
  })}`;
}

function groupTable(groups: readonly GroupMetrics[], title: string, head: string): Html {
  const [first] = groups;
  const heads = first === undefined ? [] : metricRows(first).map((row) => row.title);
  return html`<section aria-labelledby="by-${head}">
<h2 id="by-${head}">${title}</h2>
<div data-table>
<div class="scroll${groups.length > tall ? ' tall' : ''}" tabindex="0" role="region" aria-label="Table of ${title.toLowerCase()}"><table data-sortable class="groups">
<caption>${groups.length} ${groups.length === 1 ? head.toLowerCase() : title.toLowerCase()}, each over its own deployments. “–” is no number.</caption>
<thead><tr><th scope="col">${head}</th><th scope="col" class="number">Deployments</th>${heads.map((one) => html`<th scope="col" class="number">${one}</th>`)}</tr></thead>
<tbody>${groups.map(line)}</tbody></table></div>
</div>
</section>
`;
}

const line = (group: GroupMetrics): Html =>
  html`<tr><th scope="row">${group.name}</th><td class="number" data-value="${group.deploymentFrequency.total}">${group.deploymentFrequency.total}</td>${metricRows(group).map((row) => cell(row, group))}</tr>
`;

function cell({ metric, value, detail }: MetricRow, group: GroupMetrics): Html {
  const number = numberOf(group, metric);
  return value === null || number === null
    ? html`<td class="number none" data-value="" title="${detail}">–</td>`
    : html`<td class="number" data-value="${number}">${value}</td>`;
}
