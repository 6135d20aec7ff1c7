import { scaleBand, scaleLinear } from 'd3-scale';
import { type Axis, axisFor, type Measure } from './axis.ts';
import { label, type Shape } from './drawing.ts';

/** Where a chart stands on its canvas, with its axes. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The steps of a chart from left to right and its numbers from the ground up. */
export interface Frame {
  readonly shapes: readonly Shape[];
  /** Left edge and width of a step's bar. */
  bar(index: number): { readonly x: number; readonly width: number };
  middle(index: number): number;
  y(value: number): number;
  readonly ground: number;
}

const gap = { left: 50, right: 10, top: 10, bottom: 28 } as const;

/** Axes for `labels` and numbers up to `most`. */
export function createFrame(
  area: Area,
  labels: readonly string[],
  { measure, most, mostLabels = 6 }: { measure: Measure; most: number; mostLabels?: number },
): Frame {
  const [left, right] = [area.x + gap.left, area.x + area.width - gap.right];
  const [top, ground] = [area.y + gap.top, area.y + area.height - gap.bottom];
  const axis = axisFor(measure, most);
  const scale = scaleLinear().domain([0, axis.end]).range([ground, top]);
  const band = scaleBand<number>()
    .domain(labels.map((_, index) => index))
    .range([left, right])
    .paddingInner(labels.length > 60 ? 0.1 : 0.25)
    .paddingOuter(0.1);
  // A single bar as wide as the chart looks like a ground colour.
  const width = Math.min(band.bandwidth(), 56);
  const middle = (index: number): number => (band(index) ?? left) + band.bandwidth() / 2;
  return {
    shapes: [
      ...grid(axis, { left, right }, (value) => scale(value)),
      ...steps(labels, mostLabels).map(({ text, index }) =>
        label({ x: middle(index), y: ground + 19 }, text),
      ),
    ],
    bar: (index) => ({ x: middle(index) - width / 2, width }),
    middle,
    y: (value) => scale(value),
    ground,
  };
}

const grid = (
  { ticks }: Axis,
  { left, right }: { left: number; right: number },
  y: (value: number) => number,
): Shape[] =>
  ticks.flatMap(({ value, text }): Shape[] => [
    {
      kind: 'line',
      points: [
        { x: left, y: y(value) },
        { x: right, y: y(value) },
      ],
      stroke: value === 0 ? 'edge' : 'grid',
      width: 1,
    },
    label({ x: left - 7, y: y(value) + 4 }, text, { anchor: 'end' }),
  ]);

/** As many labels as fit, evenly spread from the first on. */
function steps(labels: readonly string[], most: number) {
  const every = Math.ceil(labels.length / most);
  return labels.flatMap((text, index) => (index % every === 0 ? [{ text, index }] : []));
}
