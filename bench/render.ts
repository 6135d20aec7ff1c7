import type { Aims } from './aims.ts';

export interface Findings {
  readonly version: string;
  readonly rounds: number;
  /** What each variant takes more than the one before it; the first is `node -e 0`. */
  readonly parts: readonly { readonly name: string; readonly milliseconds: number }[];
  readonly time: number;
  readonly memory: number;
  readonly requests: number;
  readonly startKib: number;
}

const what: Readonly<Record<string, string>> = {
  load: 'loading the code',
  'dry run': 'reading the run, deriving and printing the deployment',
  upsert: 'the HTTP client, and the request with the deployment',
  report: 'the request for the token',
};

/** What was found for one Node version, against the aims, and what the time is made of. */
export function render(found: Findings, aims: Aims): string {
  const aim = (name: string, value: string, limit: string, holds: boolean) =>
    `  ${name.padEnd(26)}${value.padStart(10)}   aim ${limit.padEnd(9)} ${holds ? 'ok' : 'MISSED'}`;
  const lines = [
    `Node ${found.version}, ${found.rounds} rounds, medians`,
    aim('wall time', `${found.time.toFixed(2)} x`, `<= ${aims.time} x`, found.time <= aims.time),
    aim(
      'peak memory',
      `${found.memory.toFixed(2)} x`,
      `<= ${aims.memory} x`,
      found.memory <= aims.memory,
    ),
    aim(
      'requests to Port',
      String(found.requests),
      `${aims.requests}`,
      found.requests === aims.requests,
    ),
    aim(
      'JavaScript loaded',
      `${found.startKib.toFixed(0)} KiB`,
      `<= ${aims.startKib}`,
      found.startKib <= aims.startKib,
    ),
    '  of which',
  ];
  for (const { name, milliseconds } of found.parts) {
    lines.push(`    ${milliseconds.toFixed(1).padStart(7)} ms  ${what[name] ?? name}`);
  }
  return lines.join('\n');
}
