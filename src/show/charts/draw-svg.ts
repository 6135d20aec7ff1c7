import { type Html, html } from '../../page/html.ts';
import type { ColourName } from '../../page/palette.ts';
import type { Drawing, Shape } from './drawing.ts';

/** The shapes of a drawing as SVG elements; `colour` says how a colour is written. */
export function drawSvg({ shapes }: Drawing, colour: (name: ColourName) => string): Html {
  return html`${shapes.map((shape) => html`${element(shape, colour)}\n`)}`;
}

function element(shape: Shape, colour: (name: ColourName) => string): Html {
  if (shape.kind === 'line') {
    const points = shape.points.map(({ x, y }) => `${short(x)},${short(y)}`).join(' ');
    return html`<polyline points="${points}" fill="none" stroke="${colour(shape.stroke)}" stroke-width="${shape.width}" stroke-linecap="round"/>`;
  }
  const fill = colour(shape.fill);
  if (shape.kind === 'dot')
    return html`<circle cx="${short(shape.x)}" cy="${short(shape.y)}" r="${shape.radius}" fill="${fill}">${title(shape.says)}</circle>`;
  if (shape.kind === 'rect')
    return html`<rect x="${short(shape.x)}" y="${short(shape.y)}" width="${short(shape.width)}" height="${short(shape.height)}" fill="${fill}">${title(shape.says)}</rect>`;
  const bold = shape.weight === 'bold' ? html` font-weight="700"` : null;
  return html`<text x="${short(shape.x)}" y="${short(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="${fill}"${bold}>${shape.text}</text>`;
}

const title = (says: string | undefined): Html | null =>
  says === undefined ? null : html`<title>${says}</title>`;

const short = (value: number): number => Number(value.toFixed(2));
