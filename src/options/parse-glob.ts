import type { Parsed } from './option.ts';

/** A name, or a pattern in which `*` stands for anything. */
export const parseGlob = (line: string): Parsed<string> => ({ value: line });
