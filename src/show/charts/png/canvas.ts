import type { Point } from '../drawing.ts';

/** A closed outline; it need not end where it began. */
export type Outline = readonly Point[];

/** Opaque pixels that outlines are filled on, with smooth edges. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
  /** Fills outlines that run in one direction, those of holes in the other; colour as `#rrggbb`. */
  fill(outlines: readonly Outline[], colour: string): void;
}

/** The pixels that outlines touch. */
interface Bounds {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

function parseColour(text: string): Colour {
  const part = (at: number): number => Number.parseInt(text.slice(at, at + 2), 16);
  return { red: part(1), green: part(3), blue: part(5) };
}

/** A canvas of one colour, black. */
export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8Array(width * height * 3);
  const cover = new Float32Array((width + 2) * height);
  const fill: Canvas['fill'] = (outlines, colour) => {
    const paint = parseColour(colour);
    const bounds: Bounds = { top: height, bottom: -1, left: width, right: -1 };
    for (const outline of outlines)
      for (const [index, from] of outline.entries())
        addEdge(
          cover,
          { width, height },
          from,
          outline[(index + 1) % outline.length] ?? from,
          bounds,
        );
    for (let row = bounds.top; row <= bounds.bottom; row += 1) {
      let sum = 0;
      for (let column = bounds.left; column <= Math.min(width - 1, bounds.right); column += 1) {
        sum += cover[row * (width + 2) + column] ?? 0;
        const share = Math.min(1, Math.abs(sum));
        if (share > 0.002) mix(pixels, (row * width + column) * 3, paint, share);
      }
      cover.fill(0, row * (width + 2) + bounds.left, (row + 1) * (width + 2));
    }
  };
  return { width, height, pixels, fill };
}

/** Written without loops and lists: it runs for every pixel. */
function mix(pixels: Uint8Array, at: number, colour: Colour, share: number): void {
  pixels[at] = mixed(pixels[at] ?? 0, colour.red, share);
  pixels[at + 1] = mixed(pixels[at + 1] ?? 0, colour.green, share);
  pixels[at + 2] = mixed(pixels[at + 2] ?? 0, colour.blue, share);
}

const mixed = (before: number, colour: number, share: number): number =>
  before + (colour - before) * share + 0.5;

/**
 * Adds an edge to the sums of covered area: what a row covers of a pixel is the sum of all that stands left of it,
 * so that each edge writes only where it passes.
 */
function addEdge(
  cover: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
  from: Point,
  to: Point,
  bounds: Bounds,
): void {
  if (from.y === to.y) return;
  const sign = from.y < to.y ? 1 : -1;
  const [top, bottom] = sign === 1 ? [from, to] : [to, from];
  const slope = (bottom.x - top.x) / (bottom.y - top.y);
  const first = Math.max(0, Math.floor(top.y));
  const last = Math.min(height - 1, Math.ceil(bottom.y) - 1);
  if (first > last) return;
  bounds.top = Math.min(bounds.top, first);
  bounds.bottom = Math.max(bounds.bottom, last);
  const sides = [top.x, bottom.x].map((x) => Math.floor(inside(x, width)));
  bounds.left = Math.min(bounds.left, ...sides);
  bounds.right = Math.max(bounds.right, ...sides.map((side) => side + 1));
  for (let row = first; row <= last; row += 1) {
    const [high, low] = [Math.max(top.y, row), Math.min(bottom.y, row + 1)];
    if (low <= high) continue;
    const ends = [high, low].map((y) => inside(top.x + (y - top.y) * slope, width));
    addRow(cover, row * (width + 2), ends as [number, number], sign * (low - high));
  }
}

const inside = (x: number, width: number): number => Math.min(width, Math.max(0, x));

/** One row of an edge that covers `area` of the row's height, between two places of x. */
function addRow(cover: Float32Array, start: number, ends: [number, number], area: number): void {
  const [left, right] = ends[0] < ends[1] ? ends : [ends[1], ends[0]];
  const first = Math.floor(left);
  const last = Math.max(first, Math.ceil(right) - 1);
  let before = 0;
  for (let column = first; column <= last; column += 1) {
    const [a, b] = [Math.max(left, column), Math.min(right, column + 1)];
    const part = right > left ? (area * (b - a)) / (right - left) : area;
    const within = part * (column + 1 - (a + b) / 2);
    add(cover, start + column, within + before);
    before = part - within;
  }
  add(cover, start + last + 1, before);
}

function add(cover: Float32Array, at: number, value: number): void {
  cover[at] = (cover[at] ?? 0) + value;
}
