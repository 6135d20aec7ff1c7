import { createGithubLog } from '../host/github-log.ts';
import type { Host, Log } from '../host/host.ts';
import { createLineWriter } from '../host/line-writer.ts';
import { nodeClock } from '../host/node-clock.ts';
import { createNodeFiles } from '../host/node-files.ts';
import { createNodeGit } from '../host/node-git.ts';
import { nodeSha256 } from '../host/node-sha256.ts';
import { createPlainLog } from '../host/plain-log.ts';
import { redactJson } from '../host/redact-json.ts';
import { createRedactor } from '../host/redactor.ts';
import { openStream } from './open-stream.ts';

/** The process as a `Host`. Logs go to stdout, or to stderr when stdout is kept for one JSON document. */
export function createProcessHost(logTo: 'stdout' | 'stderr' = 'stdout'): Host {
  const { env } = process;
  const secrets = createRedactor();
  const cwd = process.cwd();
  const writeLine = createLineWriter(logTo === 'stdout' ? 1 : 2, () => openStream(logTo));
  const write = (line: string): void => writeLine(secrets.redact(line));
  const isGithub = env.GITHUB_ACTIONS === 'true' && logTo === 'stdout';
  const isDebug = Boolean(env.PORT_DORA_DEBUG || env.RUNNER_DEBUG === '1' || env.SYSTEM_DEBUG);
  const log: Log = isGithub ? createGithubLog(write, isDebug) : createPlainLog(write, isDebug);
  return {
    env,
    cwd,
    clock: nodeClock,
    random: Math.random,
    files: createNodeFiles(cwd),
    git: createNodeGit(cwd, env),
    log,
    secrets,
    sha256: nodeSha256,
  };
}

/** Prints one JSON document to stdout, with secrets masked. */
export function printJson(document: unknown, { secrets }: Pick<Host, 'secrets'>): void {
  openStream('stdout').write(`${JSON.stringify(redactJson(document, secrets), null, 2)}\n`);
}
