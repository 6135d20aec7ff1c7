import type { IncomingMessage } from 'node:http';

/** Port takes bodies of at most 1 MiB. */
const limit = 1024 * 1024;

/** The text of a body, or that it is too large. A body that is too large is read to its end and forgotten. */
export interface ReceivedBody {
  readonly text: string;
  readonly isTooLarge: boolean;
}

/** Reads a whole request. Rejects when the client goes away before its end. */
export async function readBody(request: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > limit) return { text: '', isTooLarge: true };
  return { text: Buffer.concat(chunks).toString('utf8'), isTooLarge: false };
}
