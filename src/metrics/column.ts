/** The typed arrays that columns are made of. */
export type Cells = Float64Array | Uint32Array | Uint8Array;

/** Numbers in a row that grows: a million records cost bytes, not objects. */
export interface Column<T extends Cells> {
  readonly length: number;
  push(value: number): void;
  /** The numbers so far, without a copy: right until the next `push`. */
  view(): T;
}

/** @param create makes an array of that many zeros */
export function createColumn<T extends Cells>(create: (length: number) => T): Column<T> {
  let cells = create(64);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === cells.length) {
        // Half as long again: memory is not doubled at the last step.
        const larger = create(Math.ceil(length * 1.5));
        larger.set(cells);
        cells = larger;
      }
      cells[length] = value;
      length += 1;
    },
    view: () => cells.subarray(0, length) as T,
  };
}

export const float64 = (length: number): Float64Array => new Float64Array(length);
export const uint32 = (length: number): Uint32Array => new Uint32Array(length);
export const uint8 = (length: number): Uint8Array => new Uint8Array(length);
