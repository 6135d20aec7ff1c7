import type { ColourName } from '../../page/palette.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Rect {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: ColourName;
  /** What a pointer that rests on it is told. */
  readonly says?: string;
}

interface Line {
  readonly kind: 'line';
  readonly points: readonly Point[];
  readonly stroke: ColourName;
  readonly width: number;
}

interface Dot extends Point {
  readonly kind: 'dot';
  readonly radius: number;
  readonly fill: ColourName;
  readonly says?: string;
}

export interface Text extends Point {
  readonly kind: 'text';
  readonly text: string;
  readonly size: number;
  readonly weight: 'regular' | 'bold';
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: ColourName;
}

export type Shape = Rect | Line | Dot | Text;

/** Shapes on a canvas, the last on top; x grows to the right, y downwards, a text stands on its `y`. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Text in the size and colour of an axis, unless it says otherwise. */
export const label = (
  at: Point,
  text: string,
  more: Partial<Pick<Text, 'anchor' | 'size' | 'fill' | 'weight'>> = {},
): Text => ({
  kind: 'text',
  ...at,
  text,
  size: 12,
  weight: 'regular',
  anchor: 'middle',
  fill: 'quiet',
  ...more,
});
