import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

const isOfNode = (name: string): boolean => /^(node|nodejs|npm|npx|corepack|yarn|pnpm)$/.test(name);

/** A `PATH` with every program of the system but Node, as in an image for kubectl or terraform. */
export function pathWithoutNode(folder: string = temporaryFolder()): string {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const seen = new Set<string>();
  for (const place of ['/usr/bin', '/bin']) {
    for (const name of readdirSync(place)) {
      if (isOfNode(name) || seen.has(name)) continue;
      seen.add(name);
      symlinkSync(join(place, name), join(programs, name));
    }
  }
  return programs;
}
