import { createContext, Script } from 'node:vm';
import type { Jq as WasmJq } from 'jq-wasm/inline';

/** What a run of jq left: its two streams and its exit code, or why it was stopped or not begun. */
export type EngineAnswer =
  | { readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly stopped: string }
  | typeof notBegun;

/** Too many programs broke the engine in a row. It is there again when other work of the process has had its turn. */
export const notBegun = {
  stopped: 'jq is starting again, because the programs before this one broke it',
  isTemporary: true,
} as const;

/** Runs the WebAssembly build of jq, and outlives programs that never end or take all memory. */
export interface JqEngine {
  raw(program: string, input: string, timeoutMs: number): EngineAnswer;
}

/** Loads the engine, and spares that wait for a run that breaks it, since a new one can only be made asynchronously. */
export async function loadEngine(spareEngines: number): Promise<JqEngine> {
  // The variant with the code inside: a bundle needs no file beside it.
  const { loadJq } = await import('jq-wasm/inline');
  const spares: WasmJq[] = [];
  let current: WasmJq | undefined = await loadJq();
  let isFilling = false;
  const refill = async (): Promise<void> => {
    if (isFilling) return;
    isFilling = true;
    try {
      while (spares.length < spareEngines) spares.push(await loadJq());
    } finally {
      isFilling = false;
    }
  };
  await refill();
  const timed = createTimer();
  return {
    raw(program, input, timeoutMs) {
      if (current === undefined) {
        current = spares.shift();
        // Without memory for a spare there is none; the next program that needs one asks again.
        refill().catch(() => {});
      }
      const engine = current;
      if (engine === undefined) return notBegun;
      try {
        return timed(() => engine.raw(input, program, ['-c']), timeoutMs);
      } catch (error) {
        // Its memory is in an unknown state, so it is never used again.
        current = undefined;
        return { stopped: reasonOf(error, timeoutMs) };
      }
    },
  };
}

/**
 * Calls a function and ends it after a while. The time limit of a script is the only way to interrupt WebAssembly on
 * the thread that runs it; nothing of the caller is evaluated as code.
 */
function createTimer(): <T>(task: () => T, timeoutMs: number) => T {
  const box: { task?: () => unknown } = {};
  const context = createContext(box);
  const script = new Script('task()');
  return <T>(task: () => T, timeoutMs: number): T => {
    box.task = task;
    return script.runInContext(context, { timeout: timeoutMs }) as T;
  };
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const isTimeout = (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  return isTimeout
    ? `the program did not end within ${timeoutMs} ms`
    : 'the program took more memory than there is';
}
