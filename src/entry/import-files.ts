import { createReadStream, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileRecord, RecordFile } from '../backfill/files/file-records.ts';
import { type ImportOutcome, importRecords } from '../backfill/files/import-records.ts';
import { renderImport } from '../backfill/render-backfill.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { AccountNames } from '../options/account-names.ts';
import { deploymentBlueprint } from '../options/deployment-blueprint.ts';
import { onInterrupt } from './on-interrupt.ts';
import { openPort, type PortOptions } from './open-port.ts';
import { printJson } from './process-host.ts';
import { openProgress } from './progress.ts';

/** How files are read and where their records go. */
export interface ImportSettings {
  readonly read: (file: RecordFile) => AsyncIterable<FileRecord>;
  readonly values: PortOptions & {
    readonly blueprint: string;
    readonly serviceMatch: string;
    readonly failures: string | undefined;
    readonly timeout: number;
  };
  readonly names: AccountNames;
  readonly host: Host;
  readonly isSent: boolean;
  readonly isJson: boolean;
}

/** Writes the records of files to Port and says what became of them. */
export async function importFiles(
  files: readonly RecordFile[],
  { read, values, names, host, isSent, isJson }: ImportSettings,
): Promise<ImportOutcome> {
  const deadline = host.clock.now() + values.timeout * 1000;
  const opened = isSent ? await openPort(values, host, deadline, { bulk: false }) : null;
  const interrupt = onInterrupt(host);
  const progress = await openProgress(host);
  const size = sizeOf(files);
  let bytesRead = 0;
  async function* counted(bytes: RecordFile['bytes']): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      yield piece;
      bytesRead += piece.length;
    }
  }
  const blueprint = deploymentBlueprint(names, values.blueprint);
  try {
    const outcome = await importRecords({
      files: files.map((file) => ({ name: file.name, bytes: counted(file.bytes) })),
      onProgress: (records, written) =>
        progress.show({
          ...{ done: bytesRead, whole: size, deployments: records },
          text: `${records} records read, ${written} written`,
        }),
      ...{ read, host, port: opened?.port ?? null, deadline, signal: interrupt.signal },
      names: { ...names, blueprint, serviceMatch: values.serviceMatch },
      failures: values.failures ?? '.port-dora/failed.jsonl',
    });
    progress.end();
    if (isJson) printJson(outcome, host);
    else for (const line of renderImport(outcome, isSent)) host.log.info(line);
    return outcome;
  } finally {
    progress.end();
    interrupt.end();
    await opened?.close();
  }
}

/** In bytes; `null` where one of them has no end that is known. */
const sizeOf = (files: readonly RecordFile[]): number | null =>
  files.some(({ name }) => name === 'stdin')
    ? null
    : files.reduce((sum, { name }) => sum + statSync(name).size, 0);

/** A file, or stdin for `-`. @throws PortDoraError FILE_UNREADABLE */
export function openRecordFile(path: string): RecordFile {
  if (path === '-') return { name: 'stdin', bytes: process.stdin };
  try {
    if (statSync(path).isDirectory()) throw new Error('it is a folder');
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
  return { name: path, bytes: bytesOf(path) };
}

/** A file is opened when its turn comes: a folder may hold thousands. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

/** The files of a path, which may be a folder. @throws PortDoraError FILE_UNREADABLE */
export async function filesBelow(path: string): Promise<readonly string[]> {
  if (path === '-') return [path];
  try {
    if (!statSync(path).isDirectory()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((one) => one.isFile() && /\.(json|jsonl|ndjson|log|txt)$/i.test(one.name))
      .map((one) => join(one.parentPath, one.name))
      .sort();
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

function unreadable(path: string, cause: unknown): PortDoraError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PortDoraError('FILE_UNREADABLE', `${path} cannot be read: ${reason}`, {
    hint: 'check the path',
    cause,
  });
}
