import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { toEntity } from '../src/deployment/entity.ts';
import type { DeploymentRecord } from '../src/deployment/record.ts';
import { type BackfillFindings, renderBackfill } from './backfill-findings.ts';
import { usage, wallTimes } from './measure.ts';
import { type BenchPort, startLocalPort } from './start-local-port.ts';
import { median } from './statistics.ts';
import type { Variant } from './variant.ts';
import { writeRecords } from './write-records.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Deployments of a file; the last count is the one whose memory is promised. */
const counts = [1_000, 10_000, 100_000];
const services = 50;

/** Deployments from a file to a local Port in a process of its own, against one request per entity. */
export async function benchBackfill(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
  try {
    const smallest = counts[0] ?? 0;
    const one = { count: smallest, milliseconds: await measureOneByOne(folder, smallest) };
    const found: BackfillFindings[] = [];
    for (const count of counts)
      found.push(await measure(folder, count, one.milliseconds / smallest));
    console.log(renderBackfill(one, found));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  folder: string,
  count: number,
  oneByOneMs: number,
): Promise<BackfillFindings> {
  const file = join(folder, `${count}.jsonl`);
  await writeRecords(file, count);
  return inAccount(async (port) => {
    const variant: Variant = {
      name: `backfill of ${count}`,
      args: [join(root, 'dist/cli/index.js'), 'backfill', '--from', 'file', '--input', file],
      env: addressOf(port),
      cwd: folder,
      says: new RegExp(`Written to Port: ${count} new|${count} changed`),
    };
    const before = await port.requests();
    const start = process.hrtime.bigint();
    const { maxRssKib } = usage(process.execPath, variant);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    const requests = (await port.requests()) - before;
    const time = milliseconds / count / oneByOneMs;
    return { count, milliseconds, time, requests, memoryKib: maxRssKib };
  });
}

/** The same entities as the smallest file comes to. */
async function measureOneByOne(folder: string, count: number): Promise<number> {
  const [records, entities] = ['records', 'entities'].map((name) => join(folder, `${name}.jsonl`));
  await writeRecords(String(records), count);
  await writeEntities(String(records), String(entities));
  return inAccount(async (port) => {
    const variant: Variant = {
      name: 'one by one',
      args: [join(root, 'bench/upsert-one-by-one.cjs'), String(entities)],
      env: { ...addressOf(port), PORT_ACCESS_TOKEN: port.token },
      says: new RegExp(`${count} entities written`),
    };
    const [times = []] = wallTimes(process.execPath, [variant], 1);
    return median(times);
  });
}

async function writeEntities(from: string, to: string): Promise<void> {
  const names = { properties: {}, relations: {}, values: {}, serviceMatch: '$title' };
  const output = createWriteStream(to);
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const record = JSON.parse(line) as DeploymentRecord;
    output.write(`${JSON.stringify(toEntity(record, names))}\n`);
  }
  output.end();
  await finished(output);
}

async function inAccount<Result>(use: (port: BenchPort) => Promise<Result>): Promise<Result> {
  const port = await startLocalPort(root);
  try {
    for (let index = 0; index < services; index += 1) await port.addService(`service-${index}`);
    return await use(port);
  } finally {
    port.stop();
  }
}

const addressOf = ({ url, clientId, clientSecret }: BenchPort): Record<string, string> => ({
  ...{ PORT_BASE_URL: url, PORT_CLIENT_ID: clientId, PORT_CLIENT_SECRET: clientSecret },
});
