import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { reportHere } from '../report/support/report-here.ts';
import { fetchFrom, type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { differences, provisional } from './compare-entities.ts';
import {
  githubOrganization,
  organization,
  type StandInDeployment,
} from './hosts/github-organization.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const now = Date.parse('2026-07-01T00:00:00Z');
const since = '2026-01-01T00:00:00Z';
const [repository] = organization(1, 9);
if (repository === undefined) throw new Error('no repository');
const { name, deployments } = repository;
const fetch = fetchFrom(githubOrganization('acme', [repository], 'https://github.test'));
const folder = mkdtempSync(join(tmpdir(), 'port-dora-live-'));

let github: ServedStandIn;
beforeAll(async () => {
  github = await serve((url) => githubOrganization('acme', [repository], url));
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

/** Reports a deployment from the workflow that its status starts. */
async function reportLive(
  account: Account,
  { id, sha, createdAt, finishedAt, environment, state }: StandInDeployment,
): Promise<void> {
  const event = join(folder, `${id}.json`);
  const payload = {
    deployment: {
      id,
      sha,
      ref: 'main',
      environment,
      original_environment: environment,
      created_at: createdAt,
      creator: { login: 'jane' },
    },
    deployment_status: { state: state.toLowerCase(), environment, created_at: finishedAt },
    repository: { full_name: `acme/${name}`, default_branch: 'main' },
  };
  writeFileSync(event, JSON.stringify(payload));
  await reportHere({
    ...{ account, sha, run: id, finishedAt },
    env: {
      GITHUB_REPOSITORY: `acme/${name}`,
      GITHUB_EVENT_NAME: 'deployment_status',
      GITHUB_EVENT_PATH: event,
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
      PORT_DORA_TRACK: 'deployment-status',
      PORT_DORA_STATUS: '',
      PORT_DORA_ENVIRONMENT: '',
      PORT_DORA_CREATED_AT: '',
      PORT_DORA_FINISHED_AT: '',
    },
  });
}

async function inAccount(use: (account: Account) => Promise<void>): Promise<void> {
  const account = await startAccount({ services: [name] });
  try {
    await use(account);
  } finally {
    await account.close();
  }
}

describe('a backfill over deployments that were reported live', () => {
  test('in the order of time adds none, and tells only when a failed run was made good', () =>
    inAccount(async (account) => {
      for (const deployment of deployments) await reportLive(account, deployment);
      const before = await account.deployments();
      const outcome = await runOnStandIn({ account, fetch, now, flags: { since } });
      expect(outcome.ended).toBeNull();
      const after = await account.deployments();
      expect(after).toHaveLength(deployments.length);
      const found = differences(before, after);
      expect(found.map(({ text }) => text)).toHaveLength(2);
      expect(found.map(({ property }) => property)).toEqual(['recoveredAt', 'recoveryHours']);
    }));

  test('in any order adds none, and changes only what the later ones tell', () =>
    inAccount(async (account) => {
      const shuffled = [...deployments].sort((a, b) => (a.sha < b.sha ? -1 : 1));
      for (const deployment of shuffled) await reportLive(account, deployment);
      const before = await account.deployments();
      await runOnStandIn({ account, fetch, now, flags: { since } });
      const after = await account.deployments();
      expect(after).toHaveLength(deployments.length);
      const found = differences(before, after);
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter(({ property }) => !provisional.includes(property))).toEqual([]);
    }));

  test('of which half are missing gives the same as a backfill of all of them', () =>
    inAccount(async (account) => {
      for (const [index, deployment] of deployments.entries())
        if (index % 2 === 0) await reportLive(account, deployment);
      await runOnStandIn({ account, fetch, now, flags: { since } });
      const mixed = await account.deployments();
      await inAccount(async (other) => {
        await runOnStandIn({ account: other, fetch, now, flags: { since } });
        const found = differences(await other.deployments(), mixed);
        // Only the run that reports knows its own address.
        expect(found.filter(({ property }) => property !== 'runUrl')).toEqual([]);
      });
    }));
});
