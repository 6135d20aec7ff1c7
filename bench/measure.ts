import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Variant } from './variant.ts';

const probe = fileURLToPath(new URL('probe.cjs', import.meta.url));

export interface Usage {
  readonly maxRssKib: number;
  /** The files that were loaded, with their sizes in bytes. */
  readonly files: readonly (readonly [path: string, bytes: number])[];
}

/** Wall time in milliseconds of every variant, one list each; rounds go through all variants in turn. */
export function wallTimes(node: string, variants: readonly Variant[], rounds: number): number[][] {
  const times: number[][] = variants.map(() => []);
  for (let round = -2; round < rounds; round += 1) {
    variants.forEach((variant, index) => {
      const start = process.hrtime.bigint();
      run(node, variant, []);
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      // The first rounds fill the caches of the file system.
      if (round >= 0) times[index]?.push(milliseconds);
    });
  }
  return times;
}

/** What a variant used and loaded in one run. */
export function usage(node: string, variant: Variant): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
  const file = join(folder, 'usage.json');
  try {
    run(node, { ...variant, env: { ...variant.env, BENCH_PROBE: file } }, ['--require', probe]);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a variant with nothing of our own environment but the path.
 * NODE_EXTRA_CA_CERTS and its like would add tens of milliseconds to every start on Node 20.
 */
function run(
  node: string,
  { name, args, env, cwd, says }: Variant,
  flags: readonly string[],
): void {
  const { status, stdout, stderr } = spawnSync(node, [...flags, ...args], {
    cwd: cwd ?? tmpdir(),
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  const isRight =
    status === 0 && (says === undefined || says.test(stdout)) && !stdout.includes('NOT REPORTED');
  if (!isRight) throw new Error(`${name} ended with ${status}:\n${stdout}\n${stderr}`);
}
