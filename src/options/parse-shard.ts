import type { Parsed } from './option.ts';

/** One of several equal parts of the work, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const mostShards = 1000;

/** `3/16`: the third of sixteen. */
export function parseShard(text: string): Parsed<Shard> {
  const [, first, second] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  return index >= 1 && index <= count && count <= mostShards
    ? { value: { index, count } }
    : { problem: 'is no part of a whole', hint: 'write for instance 3/16, from 1/16 to 16/16' };
}
