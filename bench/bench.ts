// npm run bench [part] [rounds]: what things cost, as ratios within one run; without a part, all of them.
import { benchBackfill } from './backfill-bench.ts';
import { benchCommits } from './commit-bench.ts';
import { benchLint } from './lint-bench.ts';
import { benchMetrics } from './metrics-bench.ts';
import { benchReport } from './report-bench.ts';

const parts: Readonly<Record<string, (rounds: number) => Promise<void>>> = {
  report: benchReport,
  commits: benchCommits,
  metrics: benchMetrics,
  backfill: benchBackfill,
  lint: benchLint,
};

const asked = process.argv.slice(2);
const rounds = Number(asked.find((one) => /^\d+$/.test(one)) ?? 25);
const names = asked.filter((one) => !/^\d+$/.test(one));
const unknown = names.find((name) => parts[name] === undefined);
if (unknown !== undefined)
  throw new Error(`there is no part ${unknown}: give one of ${Object.keys(parts).join(', ')}`);
for (const [name, bench] of Object.entries(parts)) {
  if (names.length === 0 || names.includes(name)) await bench(rounds);
}
