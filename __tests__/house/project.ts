import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project that these tests are about. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const settings = [
  'package.json',
  'tsconfig.json',
  'biome.json',
  'knip.json',
  '.oxlintrc.json',
  '.dependency-cruiser.cjs',
  '.gitignore',
];

/** Runs `use` in a small project with our settings and these files, and removes it afterwards. */
export async function withProject<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-house-'));
  try {
    for (const file of settings) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
