import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aimsFor } from './aims.ts';
import { deployJob } from './deploy-job.ts';
import { usage, wallTimes } from './measure.ts';
import { type Findings, render } from './render.ts';
import { type BenchPort, startLocalPort } from './start-local-port.ts';
import { median, medianDifference, medianRatio } from './statistics.ts';
import { type Variant, variants } from './variant.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const nodes = [
  process.execPath,
  ...['node22', 'node24'].map((name) =>
    join(root, 'tools/node-versions/node_modules', name, 'bin/node'),
  ),
].filter((node) => existsSync(node));

async function measure(
  node: string,
  all: [Variant, ...Variant[]],
  port: BenchPort,
  rounds: number,
): Promise<Findings> {
  const report = all.at(-1) ?? all[0];
  const before = await port.requests();
  const used = usage(node, report);
  const requests = (await port.requests()) - before;
  const memory = [usage(node, report), usage(node, report)].map((one) => one.maxRssKib);
  const baseMemory = [1, 2, 3].map(() => usage(node, all[0]).maxRssKib);
  const times = wallTimes(node, all, rounds);
  const bytes = used.files
    .filter(([path]) => path.startsWith(join(root, 'dist') + sep))
    .reduce((sum, [, size]) => sum + size, 0);
  return {
    version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
    rounds,
    parts: all.map(({ name }, index) => ({
      name,
      milliseconds:
        index === 0
          ? median(times[0] ?? [])
          : medianDifference(times[index] ?? [], times[index - 1] ?? []),
    })),
    time: medianRatio(times.at(-1) ?? [], times[0] ?? []),
    memory: median([used.maxRssKib, ...memory]) / median(baseMemory),
    requests,
    startKib: bytes / 1024,
  };
}

/** What one report costs, against `node -e 0` in the same rounds, on every Node that is there. */
export async function benchReport(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
  const port = await startLocalPort(root);
  try {
    const bundle = join(root, 'dist/index.js');
    const all = variants({ bundle, ci: deployJob(folder), port, token: port.token });
    for (const node of nodes) {
      const found = await measure(node, all, port, rounds);
      console.log(`${render(found, aimsFor(found.version))}\n`);
    }
  } finally {
    port.stop();
    rmSync(folder, { recursive: true });
  }
}
