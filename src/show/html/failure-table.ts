import type { FailureReason } from '../../deployment/record.ts';
import type { MetricsReport } from '../../metrics/report.ts';
import { type Html, html } from '../../page/html.ts';
import { hoursInWords } from '../render-number.ts';

const reasons: Readonly<Record<FailureReason, string>> = {
  run: 'Failed run: recovered by the next success',
  rollback: 'Rolled back: recovered by the rollback',
  incident: 'Incident: recovered by its resolution, or by a rollback or hotfix before',
};

/** What showed that deployments had failed, and how long each kind took to recover. */
export function failureTable({ groups: [all] }: MetricsReport): Html {
  const { failedBy, failed } = all.changeFailureRate;
  const { by } = all.failedDeploymentRecoveryTime;
  if (failed === 0 && Object.keys(by).length === 0)
    return html`<p>No deployment of this window is known to have failed.</p>`;
  const rows = Object.entries(reasons).map(([reason, words]) => {
    const one = by[reason as FailureReason];
    return html`<tr><th scope="row">${words}</th>
<td class="number">${failedBy[reason as FailureReason]}</td><td class="number">${one?.n ?? 0}</td><td class="number">${one?.open ?? 0}</td>
<td class="number">${hours(one?.medianHours)}</td><td class="number">${hours(one?.meanHours)}</td></tr>
`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of failures"><table>
<caption>Failed deployments by what showed the failure. Consecutive failed runs are one outage, so recoveries can be fewer than failures.</caption>
<thead><tr><th scope="col">Shown by</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Recovered</th><th scope="col" class="number">Still open</th><th scope="col" class="number">Median</th><th scope="col" class="number">Mean</th></tr></thead>
<tbody>${rows}</tbody></table></div>
<p class="quiet">Incidents of the window: ${all.incidents.linked} belong to a deployment, ${all.incidents.unlinked} to none; those stand beside the failure rate, not in it.</p>`;
}

const hours = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : hoursInWords(value);
