import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BundledFiles } from './bundle.ts';

/** Replaces the folder with exactly these files. */
export function writeFolder(folder: string, files: BundledFiles): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    if (bytes.toString('latin1', 0, 2) === '#!') chmodSync(file, 0o755);
  }
}

/** What a folder holds otherwise than these files say: missing, changed and surplus files, one line each. */
export function differences(folder: string, files: BundledFiles): string[] {
  const present = filesBelow(folder);
  const lines: string[] = [];
  for (const [path, bytes] of files) {
    if (!present.includes(path)) lines.push(`${path} is missing`);
    else if (!readFileSync(join(folder, path)).equals(bytes)) lines.push(`${path} differs`);
  }
  for (const path of present) if (!files.has(path)) lines.push(`${path} does not belong there`);
  return lines.sort();
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => !one.isDirectory())
      .map((one) =>
        join(one.parentPath, one.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch {
    return [];
  }
}
