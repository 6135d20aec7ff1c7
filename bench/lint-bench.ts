import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wallTimes } from './measure.ts';
import { median, medianRatio } from './statistics.ts';
import type { Variant } from './variant.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What people would wait for without a thought. */
const aimMs = 1_000;

/** `mappings lint` on a thousand lines that are right, and on as many of which every filter is wrong. */
export async function benchLint(
  rounds: number,
  cli: string = join(root, 'dist/cli/index.js'),
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
  const few = Math.max(5, Math.ceil(rounds / 3));
  try {
    const right = thousandLines();
    const wrong = right.replaceAll('.name', '.nameOfNothing').replaceAll('// null', '');
    const variants: Variant[] = [{ name: 'node -e 0', args: ['-e', '0'], env: {} }];
    for (const [name, text] of Object.entries({ right, wrong })) {
      const file = join(folder, `${name}.yml`);
      writeFileSync(file, text);
      // Findings end it with 1, which is no fault of the run.
      const script = `require('node:child_process').spawnSync(process.execPath, ${JSON.stringify([cli, 'mappings', 'lint', file])}, {stdio: 'inherit'})`;
      variants.push({
        name,
        args: ['-e', script],
        env: {},
        says: /nothing to find fault with|warnings?|errors?/,
      });
    }
    const [start = [], ...others] = wallTimes(process.execPath, variants, few);
    console.log(`\nLint of a mapping of ${right.split('\n').length} lines, ${few} rounds`);
    for (const [index, times] of others.entries()) {
      const ms = median(times);
      console.log(
        `  ${variants[index + 1]?.name}: ${ms.toFixed(0)} ms, ${medianRatio(times, start).toFixed(1)} × node -e 0 (aim ${aimMs} ms: ${ms <= aimMs ? 'met' : 'MISSED'})`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whole resources of the mappings that we ship. */
function thousandLines(): string {
  const folder = join(root, 'catalog/mappings');
  const resources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return text.slice(text.indexOf('\nresources:') + '\nresources:\n'.length).split('\n');
    });
  const end = resources.findIndex((line, index) => index >= 1_000 && line.startsWith('  - kind:'));
  return ['resources:', ...resources.slice(0, end)].join('\n');
}
