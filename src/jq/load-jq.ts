import { PortDoraError } from '../errors/port-dora-error.ts';
import type { BatchJq, JqAnswer, JqOptions } from './jq.ts';
import { batchProgram, canShare, readBatchLine } from './jq-batch.ts';
import { type EngineAnswer, type JqEngine, loadEngine, notBegun } from './jq-engine.ts';
import { compileErrorExitCode, jqMessage } from './jq-message.ts';
import { parseOutputs } from './parse-outputs.ts';

export type { BatchJq, Jq, JqOptions } from './jq.ts';

/** Port blanks the environment in the same way. Source: Ocean's JQ entity processor. One line, so that lines can be counted. */
const withoutEnvironment = 'def env: {}; {} as $ENV | ';
/** Compiles all that follows and runs none of it. */
const onlyCompiled = 'def env: {}; {} as $ENV | empty | ';

/** Whether an error says nothing of a program, but that jq was broken by those before it and could not run it. */
export const isNotBegun = (error: string): boolean => error.includes(notBegun.stopped);

const defaultTimeoutMs = 2_000;
const defaultSpares = 1;

/** How much is run in one call, and how much longer than one program it may take. */
const mostRuns = 10_000;
const runMs = 0.2;
const mostPrograms = 50;

/** Verdicts on programs that are kept, since the same few come again and again. */
const mostVerdicts = 1_000;

/** Engines take memory and time, and keep nothing of a program: those with as many spares are one. */
const engines = new Map<number, Promise<JqEngine>>();

/** Loads jq once; some 50 ms, so only where a program is to be run. */
export async function loadJq(options: JqOptions = {}): Promise<BatchJq> {
  const { timeoutMs = defaultTimeoutMs, spares = defaultSpares } = options;
  return new LoadedJq(await sharedEngine(spares), timeoutMs);
}

function sharedEngine(spares: number): Promise<JqEngine> {
  const engine = engines.get(spares) ?? loadEngine(spares);
  engines.set(spares, engine);
  // What failed for want of memory may be tried again.
  engine.catch(() => engines.delete(spares));
  return engine;
}

type Row = readonly JqAnswer[];

class LoadedJq implements BatchJq {
  readonly #engine: JqEngine;
  readonly #timeoutMs: number;
  /** By program: why it does not compile or did not end, or `null`. */
  readonly #verdicts = new Map<string, string | null>();

  constructor(engine: JqEngine, timeoutMs: number) {
    this.#engine = engine;
    this.#timeoutMs = timeoutMs;
  }

  run(program: string, input: unknown): JqAnswer {
    const problem = programProblem(program);
    if (problem !== null) return { error: problem };
    const text = toJson(input);
    return text === null ? tooDeep : answerOf(this.#raw(program, text));
  }

  compileError(program: string): string | null {
    const problem = programProblem(program);
    if (problem !== null) return problem;
    const answer = this.#engine.raw(`${onlyCompiled}\n${program}\n`, 'null', this.#timeoutMs);
    if ('stopped' in answer) return answer.stopped;
    return answer.exitCode === compileErrorExitCode ? jqMessage(answer.stderr) : null;
  }

  runEach(programs: readonly string[], inputs: readonly unknown[]): readonly Row[] {
    const rows: JqAnswer[][] = inputs.map(() => []);
    const texts = inputs.map(toJson);
    for (let from = 0; from < programs.length; from += mostPrograms) {
      const some = programs.slice(from, from + mostPrograms);
      const step = Math.max(1, Math.floor(mostRuns / some.length));
      for (let at = 0; at < texts.length; at += step) {
        this.#table(some, texts.slice(at, at + step)).forEach((row, index) => {
          rows[at + index]?.push(...row);
        });
      }
    }
    return rows;
  }

  /** All that is sound in one run; where that fails each program by itself. */
  #table(programs: readonly string[], texts: readonly (string | null)[]): readonly Row[] {
    const sound = programs.filter((one) => this.#verdict(one) === null && canShare(one));
    const together = sound.length > 1 ? this.#shared(sound, texts) : null;
    const columns = programs.map((program): readonly JqAnswer[] => {
      const index = together === null ? -1 : sound.indexOf(program);
      if (together !== null && index >= 0) return together.map((row) => row[index] ?? tooDeep);
      return this.#column(program, texts);
    });
    return texts.map((_, index) => columns.map((column) => column[index] ?? tooDeep));
  }

  #column(program: string, texts: readonly (string | null)[]): readonly JqAnswer[] {
    const mayShare = texts.length > 1 && this.#verdict(program) === null && canShare(program);
    const shared = mayShare ? this.#shared([program], texts) : null;
    return shared?.map(([answer = tooDeep]) => answer) ?? this.#oneByOne(program, texts);
  }

  /** A program that had to be stopped is not tried again: neither on the other inputs nor later. */
  #oneByOne(program: string, texts: readonly (string | null)[]): readonly JqAnswer[] {
    const first = canShare(program) ? `first((${program}\n\n))` : program;
    return texts.map((text) => {
      const verdict = this.#verdict(program);
      if (verdict !== null) return { error: verdict };
      if (text === null) return tooDeep;
      const answer = this.#raw(first, text);
      if ('stopped' in answer && answer !== notBegun) this.#verdicts.set(program, answer.stopped);
      return firstOnly(answerOf(answer));
    });
  }

  #shared(programs: readonly string[], texts: readonly (string | null)[]): readonly Row[] | null {
    const known = texts.filter((text) => text !== null);
    const extra = known.length * programs.length * runMs;
    const answer = this.#raw(batchProgram(programs), known.join('\n'), extra);
    if ('stopped' in answer || answer.exitCode !== 0) return null;
    const lines = parseOutputs(answer.stdout);
    if (lines.length !== known.length) return null;
    const rows = (lines as unknown[][]).map(readBatchLine);
    let next = 0;
    return texts.map((text) => (text === null ? [] : (rows[next++] ?? [])));
  }

  #verdict(program: string): string | null {
    const known = this.#verdicts.get(program);
    if (known !== undefined) return known;
    if (this.#verdicts.size >= mostVerdicts) this.#verdicts.clear();
    const verdict = this.compileError(program);
    if (verdict !== notBegun.stopped) this.#verdicts.set(program, verdict);
    return verdict;
  }

  #raw(program: string, input: string, extraMs = 0): EngineAnswer {
    const timeout = Math.ceil(this.#timeoutMs + extraMs);
    return this.#engine.raw(`${withoutEnvironment}\n${program}\n`, input, timeout);
  }
}

const tooDeep: JqAnswer = { error: 'the input is nested too deeply' };

function answerOf(answer: EngineAnswer): JqAnswer {
  if ('stopped' in answer) return { error: answer.stopped };
  if (answer.exitCode !== 0) return { error: jqMessage(answer.stderr) };
  return { outputs: parseOutputs(answer.stdout) };
}

const firstOnly = (answer: JqAnswer): JqAnswer =>
  'outputs' in answer ? { outputs: answer.outputs.slice(0, 1) } : answer;

/** What keeps a text from being given to jq at all. */
function programProblem(program: string): string | null {
  if (program.trim() === '') return 'the program is empty';
  // jq takes a program as a C text, which ends there.
  return program.includes('\0') ? 'the program holds a NUL character' : null;
}

/** `null` when the value is nested too deeply. */
function toJson(input: unknown): string | null {
  try {
    const text = JSON.stringify(input);
    if (text !== undefined) return text;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  throw new PortDoraError('INTERNAL', 'jq was given a value that is not JSON', {
    hint: 'report this as a bug',
  });
}
