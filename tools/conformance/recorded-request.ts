import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One request that the local Port received, as a line of JSON in a file that ends with `.jsonl`.
 * It writes them into the folder that PORT_DORA_RECORD_REQUESTS names.
 */
export interface RecordedRequest {
  readonly method: string;
  /** As it was sent, percent-encoded and without the query. */
  readonly path: string;
  /** Decoded; a parameter that was given several times is a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The parsed JSON; absent or `null` when there was none. */
  readonly body?: unknown;
  /** What the local Port answered; absent when no answer was sent. */
  readonly status?: number;
  /** The User-Agent that sent it. */
  readonly client?: string;
}

/** All requests in the files of a folder; none when there is no such folder. */
export function readRecordedRequests(folder: string): RecordedRequest[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

/** Tests of refusals send wrong requests on purpose; the local Port told them so. What this project itself sends is never wrong. */
export function wasRefusedAsInvalid({ path, status, client }: RecordedRequest): boolean {
  const isOurs = client?.startsWith('port-dora-action/') ?? false;
  if (isOurs) return false;
  // Not a route of the API at all, and answered so: the pages for people stand beside it.
  if (status === 404 && !path.startsWith('/v1/')) return true;
  return status === 400 || status === 413 || status === 422;
}
