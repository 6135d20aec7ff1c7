import type { BackfillOptionValues } from '../../src/backfill/backfill-needs.ts';
import { createGithubHost } from '../../src/backfill/hosts/github.ts';
import { type BackfillOutcome, runBackfill } from '../../src/backfill/run-backfill.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import { openPort } from '../../src/entry/open-port.ts';
import { createProcessHost } from '../../src/entry/process-host.ts';
import { backfillOptions } from '../../src/options/backfill-options.ts';
import { readOptions } from '../../src/options/read-options.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import type { Account } from '../account/start-account.ts';

/** What a test says of a run; everything else is as a user would leave it. */
export interface StandInRun {
  readonly account: Pick<Account, 'env'> | null;
  readonly fetch: FetchLike;
  readonly flags?: Readonly<Record<string, string>>;
  readonly now?: number;
  readonly signal?: AbortSignal;
}

/** Runs a backfill of the organisation `acme` by the use case, with a clock that does not wait. */
export async function runOnStandIn({
  account,
  fetch,
  flags = {},
  now,
  signal,
}: StandInRun): Promise<BackfillOutcome> {
  const process = createProcessHost('stderr');
  const clock = {
    now: () => now ?? Date.now(),
    sleep: async () => undefined,
  };
  const host = { ...process, env: account?.env ?? {}, clock };
  const all = {
    from: 'github',
    org: 'acme',
    yes: 'true',
    'github-token': 'token-of-test',
    ...flags,
  };
  const options = await readOptions(backfillOptions, {
    flags: all,
    env: host.env,
    files: host.files,
    secrets: host.secrets,
  });
  if (options.problems.length > 0) throw new Error(JSON.stringify(options.problems));
  const values: BackfillOptionValues = options.values;
  const limits = {
    commits: 5000,
    deadline: clock.now() + 3_600_000,
    ...(signal ? { signal } : {}),
  };
  const opened =
    account && (await openPort(values, { ...host, clock: process.clock }, Date.now() + 600_000));
  try {
    return await runBackfill({
      options: values,
      accountNames: options.names,
      host,
      deploymentHost: createGithubHost({
        ...{ fetch, clock, token: 'token-of-test', limits, matchesName },
        apiUrl: 'https://github.test',
        graphqlUrl: 'https://github.test/graphql',
      }),
      port: opened?.port ?? null,
      ...{ incidents: [], limits, signal: signal ?? new AbortController().signal },
    });
  } finally {
    await opened?.close();
  }
}
