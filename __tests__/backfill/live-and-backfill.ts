import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeploymentHost } from '../../src/backfill/deployment-host.ts';
import type { HostSettings } from '../../src/backfill/hosts/host-settings.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { pushVariables } from '../bundle/runner/run-job.ts';
import { reportHere } from '../report/support/report-here.ts';
import { fetchFrom, type ServedStandIn, type StandIn, serve } from '../scm/hosts/stand-in.ts';
import { differences, provisional } from './compare-entities.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

/** A run of the CI that reports one deployment. */
export interface LiveRun {
  /** Beside those that reach the account and the host. */
  readonly env: Readonly<Record<string, string>>;
  /** The webhook, in GitHub. */
  readonly event?: object;
  /** When it reports, by its own clock. */
  readonly at: string;
}

/** The same deployments as the runs of a CI and as its host's API tell them. */
export interface LiveTrack {
  readonly name: string;
  readonly track: string;
  /** In the order of time; each is a deployment of its own. */
  readonly runs: readonly LiveRun[];
  /** Properties that only the run itself knows: its own clock, its address. The host may say otherwise or nothing. */
  readonly ofRunAlone: readonly string[];
  /** Properties that a live report leaves empty, and a backfill fills. */
  readonly filled?: readonly string[];
  /** How many of them the host does not tell any more. */
  readonly forgotten?: number;
  /** A live report knows less of what a deployment is called than the host, so that its name stands where it came first. */
  readonly isLiveFirst?: boolean;
}

/** A host with its CI. */
export interface LiveHost {
  readonly service: string;
  /** The host's API with everything that the runs did `until` then. */
  standIn(url: string, until: () => string): StandIn;
  /** The variables by which a job finds the API, and its tokens. */
  variables(url: string): Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
  host(settings: HostSettings): DeploymentHost;
}

const now = Date.parse('2026-07-01T00:00:00Z');

/** Jobs of another CI see none of GitHub's variables. */
const otherCi = Object.fromEntries(
  [...Object.keys(pushVariables), 'GITHUB_SHA', 'GITHUB_RUN_ID', 'GITHUB_TOKEN'].map((name) => [
    name,
    undefined,
  ]),
);

/** Holds live reports and a backfill of the same deployments against each other, in every order. */
export function describeTracks(host: LiveHost, tracks: readonly LiveTrack[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-live-'));
  let served: ServedStandIn;
  let moment = '';
  beforeAll(async () => {
    served = await serve((url) => host.standIn(url, () => moment));
  });
  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true });
  });

  async function reportLive(account: Account, runs: readonly LiveRun[]): Promise<void> {
    for (const { env, event, at } of runs) {
      const path = join(folder, 'event.json');
      moment = at;
      writeFileSync(path, JSON.stringify(event ?? {}));
      await reportHere({
        ...{ account, sha: '', run: 0, finishedAt: at },
        env: {
          ...otherCi,
          ...{ PORT_DORA_STATUS: '', PORT_DORA_ENVIRONMENT: '', PORT_DORA_CREATED_AT: '' },
          ...env,
          ...(event ? { GITHUB_EVENT_PATH: path } : {}),
          ...host.variables(served.url),
        },
      });
    }
  }

  const backfill = async (account: Account, { track, runs, forgotten = 0 }: LiveTrack) => {
    const fetch = fetchFrom(host.standIn('https://host.test', () => '2100'));
    const flags = { org: '', since: '2026-01-01T00:00:00Z', track, ...host.flags };
    const outcome = await runOnStandIn({ account, fetch, now, flags, host: host.host });
    const found = runs.length - forgotten;
    expect(outcome).toMatchObject({ ended: null, summary: { problems: [], found } });
    return outcome;
  };

  describe.each(tracks)('$name', (track) => {
    const { runs, ofRunAlone, filled = [] } = track;
    const settled = (property: string): boolean =>
      !provisional.includes(property) && !filled.includes(property);
    const told = (property: string): boolean => settled(property) && !ofRunAlone.includes(property);

    test('live, and then by a backfill: nothing more, and nothing else', () =>
      inAccount(host.service, async (account) => {
        await reportLive(account, runs);
        const before = await account.deployments();
        expect(before).toHaveLength(runs.length);
        await backfill(account, track);
        const after = await account.deployments();
        const found = differences(before, after).filter(({ property }) => settled(property));
        expect(found.map(({ text }) => text)).toEqual([]);
        const { counts } = await backfill(account, track);
        expect(counts).toMatchObject({ created: 0, updated: 0, failed: 0 });
      }));

    if (track.isLiveFirst) return;

    test('by a backfill, and then live: the same deployments', () =>
      inAccount(host.service, async (account) => {
        await backfill(account, track);
        const before = await account.deployments();
        expect(before).toHaveLength(runs.length - (track.forgotten ?? 0));
        await reportLive(account, runs);
        const after = await account.deployments();
        expect(after).toHaveLength(runs.length);
        const known = new Set(before.map(({ identifier }) => identifier));
        const found = differences(
          before,
          after.filter(({ identifier }) => known.has(identifier)),
        );
        expect(found.flatMap(({ property, text }) => (told(property) ? [text] : []))).toEqual([]);
      }));

    test('half of them live: as if a backfill told them all', () =>
      inAccount(host.service, async (account) => {
        await reportLive(
          account,
          runs.filter((_, index) => index % 2 === 1),
        );
        await backfill(account, track);
        await inAccount(host.service, async (other) => {
          await backfill(other, track);
          const found = differences(await other.deployments(), await account.deployments());
          const isTold = (property: string): boolean => !ofRunAlone.includes(property);
          expect(found.flatMap(({ property, text }) => (isTold(property) ? [text] : []))).toEqual(
            [],
          );
        });
      }));
  });
}

async function inAccount(service: string, use: (account: Account) => Promise<void>): Promise<void> {
  const account = await startAccount({ services: [service] });
  try {
    await use(account);
  } finally {
    await account.close();
  }
}
