import type { Parsed } from './option.ts';

/** A line `left: right`; the first colon with a space behind it separates. */
export interface Pair {
  readonly left: string;
  readonly right: string;
}

export function parsePair(line: string): Parsed<Pair> {
  const [, left, right] = /^(.+?):\s+(.+)$/.exec(line) ?? [];
  return left && right
    ? { value: { left: left.trim(), right: right.trim() } }
    : { problem: `has a line without both sides: ${line}`, hint: 'write `left: right`' };
}
