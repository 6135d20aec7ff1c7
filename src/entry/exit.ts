import { asPortDoraError } from '../errors/port-dora-error.ts';
import type { Environment, Host } from '../host/host.ts';
import { exitCodes } from './command.ts';
import { errorDocument } from './error-document.ts';
import { isOpened, mayHoldOutput } from './open-stream.ts';
import { printJson } from './process-host.ts';

/** How long open handles may hold up the end of the process, in milliseconds. */
const graceMs = 1000;

/** Ends with this code once output has drained; a handle that someone forgot cannot keep a deploy job waiting. */
export function endWith(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), graceMs).unref();
}

/**
 * Runs a stage of the reporter. Whatever escapes from it, a bug of ours included, is said as NOT REPORTED and breaks
 * the job only if the user asked for that. With `isJson` it is said as the one document on stdout too.
 */
export function runStage(
  { log, env, secrets }: Pick<Host, 'log' | 'env' | 'secrets'>,
  stage: () => Promise<number>,
  isJson = false,
): void {
  const stop = (thrown: unknown): void => {
    const { message, hint, code } = asPortDoraError(thrown);
    const line = `NOT REPORTED: ${message}; ${hint} [${code}]`;
    const fails = failsOnError(env);
    if (fails) log.error(line);
    else log.warning(line);
    if (isJson && !isOpened('stdout')) printJson(errorDocument(thrown), { secrets });
    endWith(fails ? exitCodes.failed : exitCodes.done);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
  stage().then((code) => {
    // All output is written: to leave at once spares the millisecond in which Node takes its heap down.
    if (!mayHoldOutput()) process.exit(code);
    endWith(code);
  }, stop);
}

/** Read without the option parser, which may be what broke. */
function failsOnError(env: Environment): boolean {
  const given = process.argv.find((arg) => arg.startsWith('--fail-on-error'));
  if (given) return given !== '--fail-on-error=false';
  return (
    (env['INPUT_FAIL-ON-ERROR'] || env.PORT_DORA_FAIL_ON_ERROR)?.trim().toLowerCase() === 'true'
  );
}
