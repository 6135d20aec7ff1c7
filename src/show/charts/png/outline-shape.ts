import type { Point, Shape } from '../drawing.ts';
import type { Outline } from './canvas.ts';
import { outlineText } from './outline-text.ts';

/** The outlines that a shape fills. */
export function outlineShape(shape: Shape): Outline[] {
  if (shape.kind === 'text') return outlineText(shape);
  if (shape.kind === 'dot') return [circle(shape, shape.radius)];
  if (shape.kind === 'line') return strokes(shape.points, shape.width);
  const { x, y, width, height } = shape;
  return [
    [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ],
  ];
}

const circle = ({ x, y }: Point, radius: number): Outline =>
  Array.from({ length: 32 }, (_, index) => {
    const angle = (index / 32) * 2 * Math.PI;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });

/** Each part of a line as one outline with round ends. */
function strokes(points: readonly Point[], width: number): Outline[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const along = Math.atan2(to.y - from.y, to.x - from.x);
    return [...halfCircle(to, along, width / 2), ...halfCircle(from, along + Math.PI, width / 2)];
  });
}

/** The end of a stroke that comes in the direction `along`. */
const halfCircle = ({ x, y }: Point, along: number, radius: number): Point[] =>
  Array.from({ length: 9 }, (_, index) => {
    const angle = along - Math.PI / 2 + (index / 8) * Math.PI;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });
