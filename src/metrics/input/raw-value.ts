/** A value that stands in a file, or why there is none; with the line on which it begins, from 1. */
export type RawValue =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly problem: string };

/** Values in portions: a loop that waits for each of a million would wait for long. */
export type RawValues = AsyncIterable<readonly RawValue[]>;

/** Text in pieces, as it comes from a file. */
export type TextPieces = AsyncIterable<string>;
