import type { BackfillOptionValues } from '../../src/backfill/backfill-needs.ts';
import type { DeploymentHost } from '../../src/backfill/deployment-host.ts';
import { createGithubHost } from '../../src/backfill/hosts/github.ts';
import type { HostSettings } from '../../src/backfill/hosts/host-settings.ts';
import { type BackfillOutcome, runBackfill } from '../../src/backfill/run-backfill.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import { createProcessHost } from '../../src/entry/process-host.ts';
import type { Clock } from '../../src/host/host.ts';
import { backfillOptions } from '../../src/options/backfill-options.ts';
import { readOptions } from '../../src/options/read-options.ts';
import { createPortClient } from '../../src/port/client.ts';
import { chooseTransport } from '../../src/port/http/choose-transport.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import type { Account } from '../account/start-account.ts';

/** What a test says of a run; everything else is as a user would leave it. */
export interface StandInRun {
  readonly account: Pick<Account, 'env'> | null;
  readonly fetch: FetchLike;
  readonly flags?: Readonly<Record<string, string>>;
  readonly now?: number;
  readonly signal?: AbortSignal;
  /** Goes around each request to Port or the host: it may let it through, or not, or break what comes back. */
  readonly around?: (send: () => Promise<unknown>, to: 'port' | 'host') => Promise<unknown>;
  /** Shows what would be done. */
  readonly isPlan?: boolean;
  readonly onRepository?: (repositories: number) => void;
  /** Another host than GitHub. */
  readonly host?: (settings: HostSettings) => DeploymentHost;
}

/** A clock on which waiting takes no time. */
export function hurriedClock(
  start = (): number => Date.now(),
): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let ahead = 0;
  return {
    slept,
    now: () => start() + ahead,
    sleep: async (ms) => {
      slept.push(ms);
      ahead += ms;
    },
  };
}

const github = (settings: HostSettings): DeploymentHost =>
  createGithubHost({
    ...settings,
    apiUrl: 'https://github.test',
    graphqlUrl: 'https://github.test/graphql',
  });

const letThrough = (send: () => Promise<unknown>): Promise<unknown> => send();

/** Runs a backfill of the organisation `acme` by the use case, on a clock that does not wait. */
export async function runOnStandIn(run: StandInRun): Promise<BackfillOutcome> {
  const { account, fetch, now, around = letThrough, host: hostOf = github } = run;
  const process = createProcessHost('stderr');
  const clock = hurriedClock(() => now ?? Date.now());
  const host = { ...process, env: account?.env ?? {}, clock };
  const flags = { from: 'github', org: 'acme', yes: 'true', 'github-token': 'token', ...run.flags };
  const { env, files, secrets } = host;
  const options = await readOptions(backfillOptions, { flags, env, files, secrets });
  if (options.problems.length > 0) throw new Error(JSON.stringify(options.problems));
  const values: BackfillOptionValues = options.values;
  const signal = run.signal ?? new AbortController().signal;
  const deadline = clock.now() + 86_400_000;
  const limits = { commits: 5000, deadline, signal, retries: 8 };
  const opened = account && (await openPort(account, around));
  const surrounded: FetchLike = async (...request) =>
    (await around(() => fetch(...request), 'host')) as Awaited<ReturnType<FetchLike>>;
  try {
    return await runBackfill({
      options: values,
      accountNames: options.names,
      host,
      deploymentHost: hostOf({ fetch: surrounded, clock, token: 'token', limits, matchesName }),
      port: opened?.port ?? null,
      ...{ limits, signal, isPlan: run.isPlan ?? false },
      onProgress: ({ repositories }) => run.onRepository?.(repositories),
    });
  } finally {
    await opened?.close();
  }
}

async function openPort({ env }: Pick<Account, 'env'>, around: NonNullable<StandInRun['around']>) {
  const { PORT_BASE_URL: url = '', PORT_CLIENT_ID = '', PORT_CLIENT_SECRET = '' } = env;
  const { secrets } = createProcessHost('stderr');
  const transport = await chooseTransport({ url, env: {}, secrets, bulk: true });
  const port = createPortClient({
    address: { api: url, app: null, region: null },
    credentials: { clientId: PORT_CLIENT_ID, clientSecret: PORT_CLIENT_SECRET },
    transport: async (...request) =>
      (await around(() => transport.send(...request), 'port')) as Awaited<
        ReturnType<typeof transport.send>
      >,
    ...{ clock: hurriedClock(), random: Math.random, secrets, version: '0.0.0' },
  });
  return { port, close: () => transport.close() };
}
