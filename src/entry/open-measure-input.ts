import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { BadRecords } from '../metrics/bad-records.ts';
import { accountOptions } from '../options/metrics-options.ts';
import type { OptionSpec } from '../options/option.ts';
import { reportOptions } from '../options/schema.ts';
import type { InputFile, MeasureInput, MeasureValues } from '../show/measure-input.ts';
import { type OpenPort, openPort } from './open-port.ts';
import type { ProgressBar } from './progress-bar.ts';
import { readCommandOptions } from './read-command-options.ts';
import { warnOfBadRecords } from './warn-of-bad-records.ts';

/** A source of metrics with what has to be closed after it. */
export interface OpenInput {
  readonly input: MeasureInput;
  close(): Promise<void>;
}

/** Opens the account of Port, unless the deployments come from a file. */
export async function openMeasureInput(
  host: Host,
  flags: Readonly<Record<string, string>>,
  values: MeasureValues,
  bar: ProgressBar,
): Promise<OpenInput> {
  const shared = {
    values,
    openFile: (path: string) => openFile(host.cwd, path),
    progress: bar.progress,
    sayBadRecords(bad: BadRecords): void {
      bar.stop();
      warnOfBadRecords(bad, host.log);
    },
  };
  const now = host.clock.now();
  if (values.input !== undefined)
    return { input: { ...shared, now, account: null }, close: async () => undefined };
  const { values: account, names } = await readCommandOptions(accountTable, flags, host);
  const opened: OpenPort = await openPort(account, host, now + values.timeout * 1000);
  const address = account.baseUrl ?? `Port (${account.region})`;
  return {
    input: { ...shared, now, account: { port: opened.port, address, names, values: account } },
    close: opened.close,
  };
}

/** The config file may hold every option of a report; those that say nothing about the account are passed over. */
const accountTable = {
  ...(Object.fromEntries(
    Object.entries(reportOptions).map(([name, spec]) => [name, passedOver(spec)]),
  ) as Record<never, never>),
  ...accountOptions,
} as const;

function passedOver({ kind, summary, inConfig }: OptionSpec): OptionSpec {
  return {
    kind: kind === 'secret' ? 'text' : kind,
    summary,
    inConfig,
    parse: (value) => ({ value }),
  };
}

/** @throws PortDoraError FILE_UNREADABLE */
async function openFile(cwd: string, path: string): Promise<InputFile> {
  if (path === '-') return { bytes: process.stdin, size: null };
  try {
    // Opened once: a pipe, as of `<(zcat records.gz)`, cannot be opened again.
    const file = await open(resolve(cwd, path));
    const stat = await file.stat();
    if (stat.isDirectory()) throw new Error('it is a folder');
    return {
      bytes: file.createReadStream({ highWaterMark: 1 << 18 }),
      size: stat.isFile() ? stat.size : null,
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PortDoraError('FILE_UNREADABLE', `cannot read ${path}: ${why}`, {
      hint: 'give the path of a file with records, or - for stdin',
      cause,
    });
  }
}
