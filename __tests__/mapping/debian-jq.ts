import { spawnSync } from 'node:child_process';
import type { JqAnswer } from '../../src/jq/jq.ts';
import type { Jq } from '../../src/jq/load-jq.ts';
import { programPath } from '../launcher/toolboxes.ts';

/** One run of a program on an input, as an engine was asked for it. */
export interface JqCall {
  readonly program: string;
  readonly input: unknown;
}

/** An engine that remembers what it was asked. */
export function recordingJq(jq: Jq): { readonly jq: Jq; readonly calls: readonly JqCall[] } {
  const calls: JqCall[] = [];
  const run: Jq['run'] = (program, input) => {
    calls.push({ program, input });
    return jq.run(program, input);
  };
  return { jq: { ...jq, run }, calls };
}

/**
 * The `jq` of this machine (Debian's is 1.6), which has answered these calls already: one process for all inputs of a
 * program, since it takes long to start.
 */
export function debianJq(calls: readonly JqCall[] = []): Jq {
  const known = new Map<string, JqAnswer>();
  const byProgram = new Map<string, unknown[]>();
  for (const { program, input } of calls) {
    byProgram.set(program, [...(byProgram.get(program) ?? []), input]);
  }
  for (const [program, inputs] of byProgram) {
    const { status, lines } = runJq(program, inputs);
    // Anything but one output for each input cannot be told apart; such a program runs again for each of them.
    if (status !== 0 || lines.length !== inputs.length) continue;
    inputs.forEach((input, index) => {
      known.set(keyOf(program, input), { outputs: [JSON.parse(lines[index] ?? 'null')] });
    });
  }
  return {
    run: (program, input) => known.get(keyOf(program, input)) ?? answerOf(program, input),
    compileError: (program) => {
      const { status, stderr } = runJq(`empty | (${program}\n)`, [null]);
      return status === 3 ? stderr : null;
    },
  };
}

const keyOf = (program: string, input: unknown): string => `${program}\0${JSON.stringify(input)}`;

function answerOf(program: string, input: unknown): JqAnswer {
  const { status, stderr, lines } = runJq(program, [input]);
  return status === 0 ? { outputs: lines.map((line) => JSON.parse(line)) } : { error: stderr };
}

function runJq(program: string, inputs: readonly unknown[]) {
  const { status, stdout, stderr } = spawnSync(
    programPath('jq'),
    ['-c', `def env: {}; {} as $ENV | ${program}\n`],
    {
      input: inputs.map((input) => JSON.stringify(input)).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return { status, stderr, lines: stdout.split('\n').filter((line) => line !== '') };
}
