// npm run build [folder]: replaces dist with what the sources say; of this project, or of the one in the folder.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle/bundle.ts';
import { writeFolder } from './bundle/dist-folder.ts';
import { entries } from './bundle/entries.ts';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const files = await bundle(root, entries);
writeFolder(join(root, 'dist'), files);

for (const [path, bytes] of files) {
  console.log(`${String(bytes.length).padStart(9)}  dist/${path}`);
}
