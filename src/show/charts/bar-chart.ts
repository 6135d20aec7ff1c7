import type { ColourName } from '../../page/palette.ts';
import type { Shape } from './drawing.ts';
import { type Area, createFrame } from './frame.ts';

/** Counts that stand on each other, the first at the ground. */
export interface Series {
  readonly name: string;
  readonly colour: ColourName;
  readonly values: readonly number[];
}

/** Bars of counts, one for each label; series are stacked. */
export function barChart(
  area: Area,
  labels: readonly string[],
  series: readonly Series[],
  mostLabels?: number,
): Shape[] {
  const sums = labels.map((_, index) =>
    series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  const frame = createFrame(area, labels, {
    measure: 'count',
    most: Math.max(0, ...sums),
    ...(mostLabels === undefined ? {} : { mostLabels }),
  });
  const bars = labels.flatMap((text, index) => {
    let under = 0;
    return series.flatMap(({ name, colour, values }): Shape[] => {
      const value = values[index] ?? 0;
      if (value === 0) return [];
      const [low, high] = [frame.y(under), frame.y(under + value)];
      // A seam tells neighbours apart whose colours look alike to somebody.
      const seam = under > 0 && low - high > 3 ? 1 : 0;
      under += value;
      return [
        {
          kind: 'rect',
          ...frame.bar(index),
          y: high,
          height: low - high - seam,
          fill: colour,
          says: `${text}: ${value} ${name}`,
        },
      ];
    });
  });
  return [...frame.shapes, ...bars];
}
