import { deflateSync } from 'node:zlib';
import type { Canvas } from './canvas.ts';

// Form: "Portable Network Graphics (PNG) Specification", chunks IHDR, IDAT and IEND.

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Pixels as a PNG of eight bits for each of red, green and blue. */
export function encodePng({ width, height, pixels }: Pick<Canvas, 'width' | 'height' | 'pixels'>) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  // A row that is told by its difference to the one above packs best, since charts stand upright.
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let row = 0; row < height; row += 1) {
    const at = row * (width * 3 + 1);
    rows[at] = 2;
    for (let byte = 0; byte < width * 3; byte += 1) {
      const above = row === 0 ? 0 : (pixels[(row - 1) * width * 3 + byte] ?? 0);
      rows[at + 1 + byte] = (pixels[row * width * 3 + byte] ?? 0) - above;
    }
  }
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(signature),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** Node's own `zlib.crc32` came with 22.2. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
