import { type Html, html } from '../../page/html.ts';
import type { Entity } from '../model/entity.ts';
import { targetsOf } from '../model/entity.ts';
import type { LocalPortState } from '../state/state.ts';

const blueprint = 'deployment';
const most = 20;

/** The deployments that began last, the newest first; `null` when there is no such blueprint. */
export function latestDeployments({ catalog }: LocalPortState): Html | null {
  if (!catalog.blueprint(blueprint)) return null;
  const all = [...catalog.entities(blueprint).values()];
  const latest = all.sort((a, b) => began(b) - began(a) || b.sequence - a.sequence).slice(0, most);
  if (latest.length === 0) {
    return html`<p>None has been reported yet. The lines above let <code>port-dora report</code> send one here.</p>`;
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of deployments"><table>
<caption>${all.length > most ? `The latest ${most} of ${all.length} deployments.` : `All deployments: ${all.length}.`}</caption>
<thead><tr><th scope="col">Deployment</th><th scope="col">Began</th><th scope="col">Service</th><th scope="col">Environment</th><th scope="col">Status</th><th scope="col">Run</th></tr></thead>
<tbody>${latest.map(line)}</tbody></table></div>`;
}

const line = (
  entity: Entity,
): Html => html`<tr><th scope="row">${entity.title ?? entity.identifier}</th>
<td>${timeInWords(began(entity))}</td>
<td>${targetsOf(entity.relations.service).join(', ') || '–'}</td>
<td>${text(entity.properties.environment)}</td>
<td>${status(entity)}</td>
<td>${link(entity.properties.runUrl)}</td></tr>
`;

/** What came after counts too: a deployment that worked can have failed all the same. */
function status({ properties }: Entity): string {
  const word = text(properties.deploymentStatus);
  return properties.failed === true && word !== 'Failed' ? `${word}, failed later` : word;
}

/** Only addresses of the web: a link could run a script otherwise. */
function link(url: unknown): Html | string {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) return '–';
  return html`<a href="${url}" rel="noreferrer noopener">Run<span class="hidden"> ${url}</span></a>`;
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '–';

/** To the second, in UTC. */
const timeInWords = (time: number): string =>
  new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');

/** In milliseconds since the epoch; an entity without a time of its own began when it was created. */
function began({ properties, createdAt }: Entity): number {
  const time = Date.parse(text(properties.createdAt));
  return Number.isNaN(time) ? Date.parse(createdAt) : time;
}
