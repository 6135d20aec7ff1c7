import { renderDocument } from '../../page/document.ts';
import { type Html, html } from '../../page/html.ts';
import { isSystemBlueprint } from '../model/blueprint.ts';
import type { LocalPortState } from '../state/state.ts';
import { latestDeployments } from './latest-deployments.ts';

/** What is in the catalog, for a person who looks at the address with a browser. */
export function overviewPage(
  state: LocalPortState,
  pages: { readonly url: () => string; readonly metrics: unknown },
): string {
  const now = new Date(state.clock.now()).toISOString();
  const deployments = latestDeployments(state);
  return renderDocument({
    title: 'Local Port',
    subtitle: html`<p>A Port API on this machine: <code>${pages.url()}</code></p>`,
    main: html`
${deployments === null || pages.metrics === null ? null : metricsLinks}
<section aria-labelledby="deployments"><h2 id="deployments">Latest deployments</h2>
${deployments ?? html`<p>There is no blueprint <code>deployment</code> yet: <code>port-dora setup apply</code> makes it.</p>`}
</section>
<section aria-labelledby="catalog"><h2 id="catalog">Catalog</h2>
${blueprints(state)}
</section>
<section aria-labelledby="use"><h2 id="use">Use it</h2>
<p>Programs send requests to <code>/v1</code> as they do to Port, with the credentials that <code>port-dora local-port</code> printed. Pages need none, because only this machine can reach them.</p>
<pre tabindex="0" role="region" aria-label="Address for a shell"><code>export PORT_BASE_URL=${pages.url()}</code></pre>
</section>`,
    footer: html`<p>port-dora ${state.version}; its clock says ${now}. Load the page again to see what has changed.</p>`,
    styles: '.metrics a{display:inline-block;margin-right:1.25rem}',
  });
}

const metricsLinks = html`<section aria-labelledby="metrics" class="card metrics"><h2 id="metrics" style="margin:0 0 .25rem">DORA metrics</h2>
<p>Of the production deployments in this catalog: <a href="/_local/page/metrics">the last 30 days</a> <a href="/_local/page/metrics?window=12w">the last 12 weeks</a> <a href="/_local/page/metrics?window=365d">the last year</a></p></section>`;

function blueprints({ catalog }: LocalPortState): Html {
  const rows = catalog.blueprints().map(({ identifier, title }) => ({
    identifier,
    title: title ?? identifier,
    count: catalog.entities(identifier).size,
    of: isSystemBlueprint(identifier) ? "Port's own" : 'yours',
  }));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of blueprints"><table>
<caption>${rows.length} blueprints with ${rows.reduce((sum, { count }) => sum + count, 0)} entities.</caption>
<thead><tr><th scope="col">Blueprint</th><th scope="col">Identifier</th><th scope="col">Whose</th><th scope="col" class="number">Entities</th></tr></thead>
<tbody>${rows.map(
    ({ identifier, title, count, of }) =>
      html`<tr><th scope="row">${title}</th><td><code>${identifier}</code></td><td>${of}</td><td class="number">${count}</td></tr>\n`,
  )}</tbody></table></div>`;
}
