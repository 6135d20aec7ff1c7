import type { ColourName } from '../../page/palette.ts';
import type { Measure } from './axis.ts';
import type { Point, Shape } from './drawing.ts';
import { type Area, createFrame } from './frame.ts';

/** Numbers over time, `null` where there is none. */
export interface Course {
  readonly measure: Measure;
  readonly colour: ColourName;
  readonly values: readonly (number | null)[];
  /** A number in words. */
  say(value: number): string;
}

interface Known extends Point {
  readonly index: number;
  readonly value: number;
}

/** A dot for each number; neighbours are joined by a line, and by a thin one over steps that have no number. */
export function lineChart(area: Area, labels: readonly string[], course: Course): Shape[] {
  const { measure, colour, values, say } = course;
  const most = Math.max(0, ...values.filter((value) => value !== null));
  const frame = createFrame(area, labels, { measure, most });
  const known = values.flatMap((value, index): Known[] =>
    value === null ? [] : [{ index, value, x: frame.middle(index), y: frame.y(value) }],
  );
  const joins = known.slice(1).map((to, place): Shape => {
    const from = known[place] ?? to;
    const isGap = to.index - from.index > 1;
    return {
      kind: 'line',
      points: [from, to],
      stroke: isGap ? 'edge' : colour,
      width: isGap ? 1 : 2,
    };
  });
  const dots = known.map(
    ({ x, y, index, value }): Shape => ({
      kind: 'dot',
      ...{ x, y, radius: values.length > 60 ? 2 : 3.5, fill: colour },
      says: `${labels[index] ?? ''}: ${say(value)}`,
    }),
  );
  return [...frame.shapes, ...joins, ...dots];
}
