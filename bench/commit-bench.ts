import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommitFindings, renderCommits } from './commit-findings.ts';
import { deployJob } from './deploy-job.ts';
import { usage, wallTimes } from './measure.ts';
import { type CodeHost, startCodeHost } from './start-code-host.ts';
import { type BenchPort, startLocalPort } from './start-local-port.ts';
import { median, medianRatio } from './statistics.ts';
import type { Variant } from './variant.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Commits that a deployment releases, in a history a little longer than the largest. */
const counts = [10, 100, 1_000, 5_000];
const longest = 5_010;

/** The same hundred commits at the end of histories of these lengths. */
const same = 100;
const lengths = [1_000, 20_000];

const sources = ['API', 'git'] as const;
type Source = (typeof sources)[number];

interface Place {
  readonly port: BenchPort;
  readonly host: CodeHost;
  readonly folder: string;
}

/** What a report costs by the number of commits that it releases, by the host's API and by the checkout. */
export async function benchCommits(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
  const port = await startLocalPort(root);
  const few = Math.max(3, Math.ceil(rounds / 5));
  try {
    const byCount = await onHosts([longest], counts, async ([host]) =>
      measureAll(
        sources.flatMap((source) =>
          counts.map((count) => ({ source, count, host: host as CodeHost, length: longest })),
        ),
        { port, folder },
        few,
      ),
    );
    const byLength = await onHosts(lengths, [same], (hosts) =>
      measureAll(
        sources.flatMap((source) =>
          hosts.map((host, index) => ({ source, count: same, host, length: lengths[index] ?? 0 })),
        ),
        { port, folder },
        few,
      ),
    );
    console.log(renderCommits(few, byCount, byLength));
  } finally {
    port.stop();
    rmSync(folder, { recursive: true });
  }
}

async function onHosts<T>(
  commits: readonly number[],
  ranges: readonly number[],
  work: (hosts: readonly CodeHost[]) => Promise<T>,
): Promise<T> {
  const hosts: CodeHost[] = [];
  try {
    for (const length of commits) hosts.push(await startCodeHost(root, length, ranges));
    return await work(hosts);
  } finally {
    await Promise.all(hosts.map((host) => host.stop()));
  }
}

interface Case {
  readonly source: Source;
  readonly count: number;
  readonly length: number;
  readonly host: CodeHost;
}

/** Every case against the first one of its source, in the same rounds. */
async function measureAll(
  cases: readonly Case[],
  place: Omit<Place, 'host'>,
  rounds: number,
): Promise<CommitFindings[]> {
  const all = cases.map((one) => variantOf(one, { ...place, host: one.host }));
  for (const one of cases) await place.port.addService(serviceOf(one));
  const memory: number[] = [];
  const requests: number[] = [];
  for (const [index, { host }] of cases.entries()) {
    const before = await host.requests();
    const used = [1, 2].map(() => usage(process.execPath, all[index] as Variant).maxRssKib);
    memory.push(median(used));
    requests.push(((await host.requests()) - before) / used.length);
  }
  const times = wallTimes(process.execPath, all, rounds);
  return cases.map(({ source, count, length }, index) => {
    const first = cases.findIndex((one) => one.source === source);
    return {
      source,
      count,
      length,
      milliseconds: median(times[index] ?? []),
      time: medianRatio(times[index] ?? [], times[first] ?? []),
      memoryKib: memory[index] ?? Number.NaN,
      memory: (memory[index] ?? Number.NaN) / (memory[first] ?? Number.NaN),
      requests: requests[index] ?? Number.NaN,
    };
  });
}

const serviceOf = ({ source, count, length }: Case): string => `${source} ${count} of ${length}`;

/** A whole report by the built reporter, of a service of its own so that no other case is its past. */
function variantOf(one: Case, { port, host, folder }: Place): Variant {
  const { source, count, length } = one;
  const service = serviceOf(one);
  const api = {
    GITHUB_API_URL: host.url,
    GITHUB_GRAPHQL_URL: `${host.url}/graphql`,
    PORT_DORA_GITHUB_TOKEN: 'github-token-1234',
  };
  return {
    name: `the report of ${service}`,
    args: [join(root, 'dist/index.js')],
    cwd: source === 'git' ? host.folder : folder,
    env: {
      ...deployJob(folder),
      ...(source === 'API' ? api : {}),
      GITHUB_SHA: host.head,
      GITHUB_RUN_ID: `${sources.indexOf(source)}${count}${length}`,
      PORT_BASE_URL: port.url,
      PORT_CLIENT_ID: port.clientId,
      PORT_CLIENT_SECRET: port.clientSecret,
      PORT_DORA_SERVICE: service,
      PORT_DORA_LEAD_TIME: 'auto',
      // A slow machine is slow, and not without a lead time.
      PORT_DORA_TIMEOUT: '900',
      PORT_DORA_PREVIOUS_SHA: host.ranges[count] ?? '',
    },
    says: new RegExp(`median of ${count} changes`),
  };
}
