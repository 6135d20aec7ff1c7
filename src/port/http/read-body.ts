import type { Readable } from 'node:stream';
import { loadZlib } from './load-builtin.ts';
import { TransportError } from './transport-error.ts';

/** The text of a body; gzip is unpacked. The limit counts what arrives and what it unpacks to. */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<string> {
  const bytes = await bytesOf(body, maxBytes);
  const isPacked = isGzip(headers) && bytes.length > 0;
  return (isPacked ? await unpack(bytes, maxBytes) : bytes).toString('utf8');
}

/** By events: what Node loads for `for await` takes a millisecond. */
function bytesOf(body: Readable, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let size = 0;
    body.on('data', (part: Uint8Array) => {
      size += part.byteLength;
      if (size <= maxBytes) parts.push(part);
      else body.destroy(tooLarge(maxBytes));
    });
    body.on('end', () => resolve(Buffer.concat(parts, size)));
    body.on('error', reject);
    body.on('close', () => {
      if (!body.readableEnded) reject(cutOff());
    });
  });
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

const cutOff = (): TransportError =>
  new TransportError('broken', 'CUT_OFF', 'the answer ended before it was complete');
