// npm run executable [folder]: the command line as one file that needs no Node, for the system that this runs on.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExecutable } from './executable/build-executable.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = await buildExecutable(root, process.argv[2] ?? join(root, 'build'));
for (const { file, bytes, sha256 } of files) console.log(`${sha256}  ${bytes}  ${file}`);
