import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usage, wallTimes } from './measure.ts';
import { type MetricsFindings, renderMetrics } from './metrics-findings.ts';
import { median, medianRatio } from './statistics.ts';
import type { Variant } from './variant.ts';
import { writeRecords } from './write-records.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Records of a file; the last count is the one that is promised, the others show how the costs grow. */
const counts = [100_000, 300_000, 1_000_000];

/** The metrics of a year from a file, against reading and parsing the same file. */
export async function benchMetrics(
  rounds: number,
  cli: string = join(root, 'dist/cli/index.js'),
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
  const few = Math.max(3, Math.ceil(rounds / 8));
  try {
    const found: MetricsFindings[] = [];
    for (const count of counts) {
      const file = join(folder, `${count}.jsonl`);
      await writeRecords(file, count);
      found.push(measure({ file, count, cli }, few));
      rmSync(file);
    }
    console.log(renderMetrics(few, found));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Measured {
  readonly file: string;
  readonly count: number;
  readonly cli: string;
}

function measure({ file, count, cli }: Measured, rounds: number): MetricsFindings {
  const parse: Variant = {
    name: 'reading and parsing',
    args: [join(root, 'bench/parse-lines.cjs'), file],
    env: {},
    says: new RegExp(`${count} records`),
  };
  const window = ['--from', '2025-01-01', '--to', '2026-01-01'];
  const metrics: Variant = {
    name: 'metrics',
    args: [cli, 'metrics', '--input', file, ...window],
    env: {},
    says: new RegExp(`${count} records`),
  };
  const [memory = 0, parseMemory = 0] = [metrics, parse].map((variant) =>
    median([1, 2].map(() => usage(process.execPath, variant).maxRssKib)),
  );
  const [parsed = [], measured = []] = wallTimes(process.execPath, [parse, metrics], rounds);
  return {
    count,
    bytes: statSync(file).size,
    seconds: median(measured) / 1000,
    time: medianRatio(measured, parsed),
    memoryKib: memory,
    memory: memory / parseMemory,
    bytesPerRecord: ((memory - parseMemory) * 1024) / count,
  };
}
