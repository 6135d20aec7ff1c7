import type { ColourName } from '../../../page/palette.ts';
import type { Drawing } from '../drawing.ts';
import { createCanvas } from './canvas.ts';
import { encodePng } from './encode-png.ts';
import { outlineShape } from './outline-shape.ts';

/** A drawing as PNG, each of its units `scale` pixels wide. */
export function drawPng(
  { width, height, shapes }: Drawing,
  colour: (name: ColourName) => string,
  scale: number,
): Uint8Array {
  const canvas = createCanvas(width * scale, height * scale);
  for (const shape of shapes) {
    const outlines = outlineShape(shape).map((outline) =>
      outline.map(({ x, y }) => ({ x: x * scale, y: y * scale })),
    );
    canvas.fill(outlines, colour(shape.kind === 'line' ? shape.stroke : shape.fill));
  }
  return encodePng(canvas);
}
