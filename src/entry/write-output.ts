import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';

/** Whether a path is that of the job summary of GitHub Actions. */
export const isJobSummary = (path: string, { cwd, env }: Pick<Host, 'cwd' | 'env'>): boolean =>
  Boolean(env.GITHUB_STEP_SUMMARY) &&
  resolve(cwd, path) === resolve(cwd, env.GITHUB_STEP_SUMMARY ?? '');

/**
 * Writes a file for people or other programs, with its folders. A job summary belongs to all steps of the job: it is
 * added to, not replaced. @throws PortDoraError FILE_UNWRITABLE
 */
export async function writeOutput(
  path: string,
  content: string | Uint8Array,
  host: Pick<Host, 'cwd' | 'env' | 'log'>,
): Promise<void> {
  const target = resolve(host.cwd, path);
  try {
    await mkdir(dirname(target), { recursive: true });
    await (isJobSummary(path, host) ? appendFile : writeFile)(target, content);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PortDoraError('FILE_UNWRITABLE', `cannot write ${path}: ${why}`, {
      hint: 'let this step write the file',
      cause,
    });
  }
  host.log.info(`wrote ${path}`);
}
