// npm run complete-lock: adds the variants for other platforms that npm left out of package-lock.json,
// because the registry at hand does not have them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missingPlatformPackages, platformEntry } from './check/platform-packages.ts';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingPlatformPackages(lock.packages);
for (const one of missing) lock.packages[`node_modules/${one.name}`] = platformEntry(one);
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages were added.`);
