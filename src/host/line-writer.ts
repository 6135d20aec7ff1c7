import { writeSync } from 'node:fs';
import type { WriteLine } from './plain-log.ts';

/** What takes the rest when the descriptor cannot take it at once. */
type Fallback = () => { write(text: string | Uint8Array): unknown };

/**
 * Writes lines straight to a descriptor: the stream of a process takes 5 ms to set up, which every report would pay.
 * Where the descriptor is full for the moment (a pipe that does not block) the stream takes over; a reader that went away is no error.
 */
export function createLineWriter(descriptor: number, stream: Fallback): WriteLine {
  let takenOver: ReturnType<Fallback> | null = null;
  return (line) => {
    const bytes = Buffer.from(`${line}\n`);
    if (takenOver) {
      takenOver.write(bytes);
      return;
    }
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      takenOver = stream();
      takenOver.write(bytes.subarray(written));
    }
  };
}
