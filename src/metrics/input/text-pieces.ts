import type { TextPieces } from './raw-value.ts';

/** Bytes as text, without the mark that some programs put at the beginning of UTF-8. */
export async function* textPieces(bytes: AsyncIterable<Uint8Array>): TextPieces {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The beginning of a text, long enough to see what it is, and the whole text again. */
export async function peek(
  pieces: TextPieces,
): Promise<{ readonly start: string; readonly all: TextPieces }> {
  const iterator = pieces[Symbol.asyncIterator]();
  let start = '';
  let isOver = false;
  while (!isOver && (start.trim() === '' || !start.includes('\n')) && start.length < longestStart) {
    const next = await iterator.next();
    if (next.done) isOver = true;
    else start += next.value;
  }
  return { start, all: again(start, isOver ? null : iterator) };
}

/** A first line longer than this tells enough. */
const longestStart = 1 << 20;

async function* again(start: string, rest: AsyncIterator<string> | null): TextPieces {
  if (start !== '') yield start;
  while (rest !== null) {
    const next = await rest.next();
    if (next.done) return;
    yield next.value;
  }
}
