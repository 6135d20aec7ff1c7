import { invalidRequest } from '../http/api-error.ts';

/** The `next` of a page: opaque to clients, it holds the last entity's place in the order of creation. */
export function writeCursor(sequence: number): string {
  return Buffer.from(JSON.stringify({ after: sequence })).toString('base64url');
}

/** The place that a `from` holds; 0 without one. @throws ApiError 422 when it is no cursor of ours */
export function readCursor(from: string | undefined): number {
  if (from === undefined) return 0;
  try {
    const { after } = JSON.parse(Buffer.from(from, 'base64url').toString()) as { after?: unknown };
    if (Number.isSafeInteger(after)) return after as number;
  } catch {
    // Not JSON: refused below like every other text.
  }
  throw invalidRequest('The provided data does not match the route schema: body/from is no cursor');
}
