import { rmSync } from 'node:fs';

/** Takes away what `makeFolder` made. */
export default function removeFolder(): void {
  const { TMPDIR = '' } = process.env;
  if (!TMPDIR.includes('port-dora-tests-')) return;
  try {
    rmSync(TMPDIR, { recursive: true, force: true });
  } catch {
    // Tests make folders that nobody may write to, and only root can take those away.
  }
}
