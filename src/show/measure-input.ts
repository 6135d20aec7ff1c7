import type { BadRecords } from '../metrics/bad-records.ts';
import type { measureOptions } from '../options/metrics-options.ts';
import type { OptionValues } from '../options/read-options.ts';
import type { ReadableAccount } from '../records/readable-account.ts';

/** A file that is read piece by piece. */
export interface InputFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** In bytes; `null` where it is not known, as with stdin. */
  readonly size: number | null;
}

/** Shows how far the reading is; `null` where the whole is not known. */
export type Progress = (done: number, whole: number | null, unit: 'bytes' | 'deployments') => void;

export type MeasureValues = OptionValues<typeof measureOptions>;

/** Where numbers come from, and the world around. */
export interface MeasureInput {
  readonly values: MeasureValues;
  /** `null` when deployments and incidents come from files. */
  readonly account: ReadableAccount | null;
  /** @throws PortDoraError FILE_UNREADABLE */
  openFile(path: string): Promise<InputFile>;
  readonly now: number;
  readonly progress: Progress;
  /** Takes what is wrong with records, when all are read and before anything is counted. */
  sayBadRecords(bad: BadRecords): void;
}
