import type { LeadTimeForChanges } from '../../metrics/report.ts';
import type { ColourName } from '../../page/palette.ts';
import { hoursInWords } from '../render-number.ts';
import { label, type Shape } from './drawing.ts';
import type { Area } from './frame.ts';

/** One part of the way of a change. */
export interface SplitPart {
  readonly name: string;
  readonly colour: ColourName;
  readonly hours: number;
}

/** The parts of lead time that are known, in the order in which a change goes through them. */
export function splitParts({ split }: LeadTimeForChanges): readonly SplitPart[] {
  const all = [
    { name: 'Coding', colour: 'coding', hours: split.codingHours },
    { name: 'Review', colour: 'review', hours: split.reviewHours },
    { name: 'Deploy', colour: 'deploy', hours: split.deployHours },
  ] as const;
  return all.flatMap(({ hours, ...part }) => (hours === null ? [] : [{ ...part, hours }]));
}

/** A bar for each part on a line of its own, one beginning where the one before ends. */
export function splitChart(area: Area, parts: readonly SplitPart[]): Shape[] {
  const names = 62;
  const sum = parts.reduce((all, { hours }) => all + hours, 0);
  const whole = sum > 0 ? sum : 1;
  const width = area.width - names - 10;
  const row = Math.min(52, area.height / Math.max(1, parts.length));
  let before = 0;
  return parts.flatMap(({ name, colour, hours }, index): Shape[] => {
    const [x, y] = [area.x + names + (before / whole) * width, area.y + index * row];
    before += hours;
    const length = Math.max(2, (hours / whole) * width);
    const words = hoursInWords(hours);
    // The text stands in the free half of its line.
    const isLeft = x + length + words.length * 9 > area.x + area.width;
    return [
      { kind: 'rect', x: area.x + names, y, width, height: row - 14, fill: 'grid' },
      {
        kind: 'rect',
        x,
        y,
        width: length,
        height: row - 14,
        fill: colour,
        says: `${name}: ${words}`,
      },
      label({ x: area.x, y: y + (row - 14) / 2 + 4 }, name, { anchor: 'start', fill: 'text' }),
      label({ x: isLeft ? x - 7 : x + length + 7, y: y + (row - 14) / 2 + 4 }, words, {
        anchor: isLeft ? 'end' : 'start',
        ...{ fill: 'text', weight: 'bold' },
      }),
    ];
  });
}
