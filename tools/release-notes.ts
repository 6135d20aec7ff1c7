// npm run release-notes -- v1.2.3: prints what CHANGELOG.md says about the version that is being released.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { releaseNotes } from './release/release-notes.ts';

const read = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8');
const { version } = JSON.parse(read('package.json'));
try {
  console.log(releaseNotes(process.argv[2] ?? '', version, read('CHANGELOG.md')));
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
