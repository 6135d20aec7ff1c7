import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for everything that the tests of a run put aside, also where a test ends before it has cleaned up. */
export default function makeFolder(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'port-dora-tests-'));
}
