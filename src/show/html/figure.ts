import { type Html, html } from '../../page/html.ts';
import { colourVariable } from '../../page/styles.ts';
import type { Series } from '../charts/bar-chart.ts';
import { drawSvg } from '../charts/draw-svg.ts';
import type { Shape } from '../charts/drawing.ts';
import type { Area } from '../charts/frame.ts';

/** A chart with its words and its numbers. */
export interface FigureParts {
  /** For ids; a word of our own. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** What stands in the place of the chart when there is nothing to draw. */
  readonly nothing: string;
  readonly isEmpty: boolean;
  readonly legend: readonly Pick<Series, 'name' | 'colour'>[];
  readonly height: number;
  draw(area: Area): readonly Shape[];
  /** Heads of the table that says all that the chart shows; the first is that of the lines. */
  readonly heads: readonly string[];
  rows(): readonly (readonly string[])[];
}

const width = 480;

/** A chart that says in a table what it shows. */
export function figure(parts: FigureParts): Html {
  const { id, title, about, isEmpty } = parts;
  return html`<figure class="card" aria-labelledby="${id}">
<h3 id="${id}">${title}</h3>
<figcaption>${about}</figcaption>
${isEmpty ? html`<p class="nothing">${parts.nothing}</p>` : [legend(parts), chart(parts), numbers(parts)]}
</figure>
`;
}

const chart = ({ id, title, height, draw }: FigureParts): Html => {
  const shapes = draw({ x: 0, y: 0, width, height });
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="Chart: ${title}. Its numbers are in the table below it." aria-describedby="${id}-numbers">
${drawSvg({ width, height, shapes }, colourVariable)}</svg>`;
};

const legend = ({ legend: series }: FigureParts): Html | null =>
  series.length < 2
    ? null
    : html`<ul class="legend">${series.map(
        ({ name, colour }) =>
          html`<li><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" fill="${colourVariable(colour)}"/></svg>${name}</li>`,
      )}</ul>`;

function numbers({ id, title, heads, rows }: FigureParts): Html {
  return html`<details id="${id}-numbers"><summary>Numbers<span class="hidden">: ${title}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${title}"><table>
<caption class="hidden">${title}</caption>
<thead><tr>${heads.map((head, index) => html`<th scope="col"${index > 0 ? html` class="number"` : null}>${head}</th>`)}</tr></thead>
<tbody>${rows().map(
    ([head = '', ...cells]) =>
      html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>\n`,
  )}</tbody></table></div></details>`;
}
