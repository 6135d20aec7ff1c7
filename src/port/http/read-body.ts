import { loadZlib } from './load-builtin.ts';
import { TransportError } from './transport-error.ts';

/** The text of a body; gzip is unpacked. The limit counts what arrives and what it unpacks to. */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    parts.push(chunk);
  }
  const bytes = Buffer.concat(parts, size);
  return (isGzip(headers) && size > 0 ? await unpack(bytes, maxBytes) : bytes).toString('utf8');
}

const isGzip = (headers: Readonly<Record<string, string>>): boolean =>
  /^(x-)?gzip$/i.test(headers['content-encoding']?.trim() ?? '');

async function unpack(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const { gunzip } = await loadZlib();
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: maxBytes }, (error, unpacked) => {
      if (error) reject(error);
      else resolve(unpacked);
    });
  });
}

function tooLarge(maxBytes: number): TransportError {
  return new TransportError(
    'too-large',
    'TOO_LARGE',
    `the answer is larger than ${maxBytes} bytes`,
  );
}
