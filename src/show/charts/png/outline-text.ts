import type { Point, Text } from '../drawing.ts';
import bold from '../roboto/bold.json' with { type: 'json' };
import regular from '../roboto/regular.json' with { type: 'json' };
import type { Outline } from './canvas.ts';

interface Face {
  readonly unitsPerEm: number;
  /** Width and outline of each letter; y grows upwards. */
  readonly glyphs: Readonly<Record<string, readonly [width: number, path: string]>>;
}

const faces = { regular, bold } as unknown as Readonly<Record<Text['weight'], Face>>;

/** The outlines of a text, so that no font is needed; a letter that Roboto's Latin part does not have is drawn as `?`. */
export function outlineText({ text, size, weight, anchor, x, y }: Text): Outline[] {
  const { glyphs, unitsPerEm } = faces[weight];
  const letters = Array.from(text, (letter) => glyphs[letter] ?? glyphs['?'] ?? ([0, ''] as const));
  const scale = size / unitsPerEm;
  const width = letters.reduce((sum, [advance]) => sum + advance, 0) * scale;
  let pen = x - { start: 0, middle: width / 2, end: width }[anchor];
  return letters.flatMap(([advance, path]) => {
    const start = pen;
    pen += advance * scale;
    return outlines(path, (point) => ({ x: start + point.x * scale, y: y - point.y * scale }));
  });
}

/** The parts of a glyph: `M x y`, `L x y` and `Q cx cy x y`. */
function outlines(path: string, place: (point: Point) => Point): Outline[] {
  const parts: Point[][] = [];
  for (const [, letter, text = ''] of path.matchAll(/([MLQ])([^MLQ]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = text.split(' ').map(Number);
    const part = parts.at(-1);
    if (letter === 'M' || part === undefined) parts.push([place({ x: a, y: b })]);
    else if (letter === 'L') part.push(place({ x: a, y: b }));
    else part.push(...curve(part.at(-1), place({ x: a, y: b }), place({ x: c, y: d })));
  }
  return parts;
}

/** A quadratic curve in steps that cannot be seen at the sizes of text. */
function curve(from: Point | undefined, by: Point, to: Point): Point[] {
  const start = from ?? by;
  const steps = 6;
  return Array.from({ length: steps }, (_, index) => {
    const t = (index + 1) / steps;
    const along = (a: number, b: number, c: number): number =>
      (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
    return { x: along(start.x, by.x, to.x), y: along(start.y, by.y, to.y) };
  });
}
