import { singleLine } from '../../host/single-line.ts';

/** What is wrong with a text that JSON cannot be read from, in words. */
export const notJson = (thrown: unknown): string =>
  `is no JSON: ${singleLine(thrown instanceof Error ? thrown.message : String(thrown), 120)}`;
