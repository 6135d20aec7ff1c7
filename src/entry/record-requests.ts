import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalPort } from '../local-port/index.ts';

/** For people who want to see or check what was sent: the folder in which the requests to a local Port are kept, as lines of JSON. */
const folder = (): string | undefined => process.env.PORT_DORA_RECORD_REQUESTS;

/** Adds what a local Port received to a file of this process, if that is asked for. */
export async function recordRequests({ url }: Pick<LocalPort, 'url'>): Promise<void> {
  const into = folder();
  if (!into) return;
  const answer = await fetch(`${url}/_local/requests`);
  const { requests } = (await answer.json()) as { requests: readonly ReceivedRequest[] };
  const lines = requests.map(({ method, path, query, body, status, headers }) =>
    JSON.stringify({
      method,
      path,
      query: single(query),
      body,
      status,
      client: headers['user-agent'],
    }),
  );
  await mkdir(into, { recursive: true });
  await appendFile(join(into, `${process.pid}.jsonl`), lines.map((line) => `${line}\n`).join(''));
}

interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly body?: unknown;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
}

const single = (query: ReceivedRequest['query']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).map(([key, values]) => [key, values.length === 1 ? values[0] : values]),
  );
