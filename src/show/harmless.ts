import { singleLine } from '../host/single-line.ts';

const longestText = 2000;

/** A text that a terminal shows as it is: names come from outside, and could hold commands for it. */
export const harmless = (text: string): string => singleLine(text, longestText);

/** The same for every text of a document. */
export function harmlessDocument<T>(document: T): T {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'string' ? harmless(value) : value,
  ) as T;
}
