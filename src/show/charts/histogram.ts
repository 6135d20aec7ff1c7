import type { HistogramBin } from '../../metrics/report.ts';
import { shortNumber } from '../render-number.ts';
import { label, type Shape } from './drawing.ts';
import { type Area, createFrame } from './frame.ts';

/** The bins up to the last that holds something. */
export function filledBins(bins: readonly HistogramBin[]): readonly HistogramBin[] {
  const last = bins.findLastIndex(({ count }) => count > 0);
  return bins.slice(0, last + 1);
}

/** Changes by lead time; times stand where one bin ends and the next begins. */
export function histogram(area: Area, bins: readonly HistogramBin[]): Shape[] {
  const shown = filledBins(bins);
  const most = Math.max(0, ...shown.map(({ count }) => count));
  const frame = createFrame(
    area,
    shown.map(() => ''),
    { measure: 'count', most },
  );
  const step = frame.middle(1) - frame.middle(0);
  const bars = shown.flatMap((bin, index): Shape[] => {
    const { x, width } = frame.bar(index);
    const y = frame.y(bin.count);
    const isEmpty = bin.count === 0;
    const bar: Shape = {
      kind: 'rect',
      ...{ x, y, width, height: frame.ground - y, fill: 'success' },
      says: `${binInWords(bin)}: ${bin.count}`,
    };
    const edge =
      bin.toHours === null
        ? []
        : [
            label(
              { x: frame.middle(index) + step / 2, y: frame.ground + 19 },
              edgeInWords(bin.toHours),
            ),
          ];
    return isEmpty ? edge : [bar, ...edge];
  });
  return [...frame.shapes.filter((shape) => shape.kind !== 'text' || shape.text !== ''), ...bars];
}

/** `from 4 h to 12 h`, with an open end `91 d or more`. */
export function binInWords({ fromHours, toHours }: HistogramBin): string {
  if (toHours === null) return `${edgeInWords(fromHours)} or more`;
  return fromHours === 0
    ? `less than ${edgeInWords(toHours)}`
    : `${edgeInWords(fromHours)} to ${edgeInWords(toHours)}`;
}

const edgeInWords = (hours: number): string =>
  hours < 24 ? `${shortNumber(hours)} h` : `${Math.round(hours / 24)} d`;
