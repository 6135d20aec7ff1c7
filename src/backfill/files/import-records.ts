import type { DeploymentRecord } from '../../deployment/record.ts';
import type { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import { createSeenIdentifiers } from '../../metrics/seen-identifiers.ts';
import type { AccountNames } from '../../options/account-names.ts';
import type { PortClient } from '../../port/client.ts';
import { readAccount } from '../account.ts';
import { nothingKnown } from '../known/read-known.ts';
import { patiently } from '../patiently.ts';
import { createChannel } from '../sending/channel.ts';
import type { Outgoing } from '../sending/group-entities.ts';
import { type OutgoingNames, outgoingEntities } from '../sending/outgoing-entities.ts';
import { sendAll } from '../sending/send-all.ts';
import { createTally, type Tally, type TallyResult } from '../sending/tally.ts';
import type { FileRecord, RecordFile } from './file-records.ts';

export interface ImportInput {
  readonly files: readonly RecordFile[];
  readonly read: (file: RecordFile) => AsyncIterable<FileRecord>;
  /** `null` where nothing is sent. */
  readonly port: PortClient | null;
  readonly names: AccountNames & { readonly serviceMatch: string; readonly blueprint: string };
  /** Where records that Port refuses are kept. */
  readonly failures: string;
  readonly host: Pick<Host, 'files' | 'clock'>;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  onProgress?(read: number, written: number): void;
}

/** A line that is no record. */
export interface BadLine {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}

export interface ImportOutcome extends TallyResult {
  /** Records that could be used. */
  readonly read: number;
  /** The first of the lines that could not. */
  readonly bad: readonly BadLine[];
  readonly badCount: number;
  /** Records whose identifier came before: the first one counts. */
  readonly twice: number;
  readonly ended: PortDoraError | 'stopped' | null;
  readonly leftOut: readonly string[];
  readonly unlinked: readonly string[];
  /** Names of the files of which everything is in Port. */
  readonly complete: readonly string[];
}

const room = 100;
const requestsAtOnce = 4;
const mostBad = 100;

/** Writes the records of files to Port as they are read: memory does not grow with the files. */
export async function importRecords(input: ImportInput): Promise<ImportOutcome> {
  const { port, names } = input;
  const { deadline, signal, host } = input;
  const patience = { deadline, signal, clock: host.clock };
  const account = port && (await patiently(() => readAccount(port, names), patience));
  const tally = createTally(input.failures, input.host);
  const channel = createChannel<Outgoing<DeploymentRecord>>(room);
  const sending =
    port && account
      ? sendAll(channel, {
          ...{ port, blueprint: names.blueprint, ...patience },
          pullRequestTargets: account.pullRequestTargets,
          ...{ atOnce: requestsAtOnce, onSent: tally.add },
        })
      : drain(channel);
  const [read, ended] = await bothOf(
    readAll(input, { ...names, account, looksAgain: false }, channel, tally),
    sending,
  );
  const isStopped = input.signal.aborted && ended === null;
  const result = tally.result(port ? read.read : 0);
  return {
    ...result,
    ...read,
    ended: isStopped ? 'stopped' : ended,
    leftOut: account?.missing ?? [],
    complete: ended || isStopped || result.counts.failed > 0 ? [] : read.complete,
  };
}

type Read = Pick<ImportOutcome, 'read' | 'bad' | 'badCount' | 'twice' | 'unlinked' | 'complete'>;

async function readAll(
  { files, read, signal, onProgress }: ImportInput,
  names: OutgoingNames,
  channel: ReturnType<typeof createChannel<Outgoing<DeploymentRecord>>>,
  tally: Pick<Tally, 'written'>,
): Promise<Read> {
  const found = createFindings();
  const complete: string[] = [];
  try {
    for (const file of files) {
      const badBefore = found.badCount();
      for await (const one of read(file)) {
        if (signal.aborted) return { ...found.result(), complete };
        const record = found.take(one, file.name);
        if (record === null) continue;
        if (names.account && names.account.servicesCalled(record.service).length !== 1)
          found.addUnlinked(record.service);
        // After an error nobody takes them any more, but they are counted.
        for (const entity of outgoingEntities([record], nothingKnown, names))
          await channel.push(entity);
        onProgress?.(found.readCount(), tally.written());
      }
      if (found.badCount() === badBefore) complete.push(file.name);
    }
  } finally {
    channel.end();
  }
  return { ...found.result(), complete };
}

/** Counts what stands in the files. */
function createFindings() {
  const bad: BadLine[] = [];
  const unlinked = new Set<string>();
  const seen = createSeenIdentifiers();
  let [read, badCount, twice] = [0, 0, 0];
  return {
    badCount: () => badCount,
    readCount: () => read,
    addUnlinked: (service: string) => unlinked.add(service),
    /** The record, if it is one and the first of its identifier. */
    take(one: FileRecord, file: string): DeploymentRecord | null {
      if ('problem' in one) {
        badCount += 1;
        if (bad.length < mostBad) bad.push({ file, line: one.line, problem: one.problem });
        return null;
      }
      if (seen.add(one.record.identifier, one.line) !== null) {
        twice += 1;
        return null;
      }
      read += 1;
      return one.record;
    },
    result: () => ({ read, bad, badCount, twice, unlinked: [...unlinked].sort() }),
  };
}

/** What was read already is written, also when the reading breaks off. */
async function bothOf<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

async function drain(channel: AsyncIterable<unknown>): Promise<null> {
  for await (const _ of channel);
  return null;
}
