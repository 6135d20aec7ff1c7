import { scaleLinear } from 'd3-scale';
import { shortNumber } from '../render-number.ts';

/** How the numbers of a chart are read. */
export type Measure = 'count' | 'hours' | 'ratio';

/** A vertical axis that begins at 0. */
export interface Axis {
  /** The number at its upper end. */
  readonly end: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** Round steps for numbers up to `most`: whole numbers for counts, minutes, hours or days for hours, at most 100 %. */
export function axisFor(measure: Measure, most: number): Axis {
  const unit = unitFor(measure, most);
  const top = Math.max(most * unit.factor, unit.least);
  const scale = scaleLinear().domain([0, top]).nice(4);
  const end = scale.domain()[1] ?? top;
  const ticks = scale
    .ticks(4)
    .filter((value) => measure !== 'count' || Number.isInteger(value))
    .map((value) => ({ value: value / unit.factor, text: `${shortNumber(value)}${unit.name}` }));
  return { end: end / unit.factor, ticks };
}

function unitFor(measure: Measure, most: number) {
  if (measure === 'count') return { factor: 1, name: '', least: 1 };
  if (measure === 'ratio') return { factor: 100, name: ' %', least: 5 };
  if (most <= 2) return { factor: 60, name: ' min', least: 1 };
  return most <= 72
    ? { factor: 1, name: ' h', least: 1 }
    : { factor: 1 / 24, name: ' d', least: 1 };
}
