import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { matchRenamed } from '../../src/backfill/known/match-renamed.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { fetchFrom } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const dayMs = 86_400_000;
const from = Date.parse('2026-01-05T00:00:00Z');
const repositories = organization(2, 20, from);
const flags = { services: 'acme/service-000: shop\nacme/store: shop' };

let account: Account;
beforeEach(async () => {
  account = await startAccount({ services: ['shop', 'service-001', 'store', 'service-000'] });
});
afterEach(() => account.close());

/** A run on a day of that year, when the first repository had this name. */
function run(name: string, day: number, more: Readonly<Record<string, string>> = {}) {
  const now = from + day * dayMs;
  const standing = repositories.map((one) => ({
    ...{ ...one, name: one.name === 'service-000' ? name : one.name },
    deployments: one.deployments.filter(({ finishedAt }) => Date.parse(finishedAt) < now),
  }));
  const standIn = githubOrganization('acme', standing, 'https://github.test');
  return runOnStandIn({
    ...{ account, now, fetch: fetchFrom(standIn) },
    flags: { ...flags, ...more },
  });
}

const ofShop = async () =>
  (await account.deployments()).filter(({ properties }) => properties.serviceName === 'shop');

describe('a repository that was renamed since its deployments were reported', () => {
  test('keeps them, each once, and they have its new address', async () => {
    await run('service-000', 60);
    const before = await ofShop();
    expect(before.length).toBeGreaterThan(10);
    const outcome = await run('store', 60);
    const after = await ofShop();
    expect(after.map(({ identifier }) => identifier)).toEqual(
      before.map(({ identifier }) => identifier),
    );
    for (const { properties } of after)
      expect(properties.repositoryUrl).toBe('https://github.com/acme/store');
    expect(outcome.summary).toMatchObject({ toWrite: before.length });
    expect((await run('store', 60)).summary).toMatchObject({ toWrite: 0 });
  });

  test('goes on under its new name, night after night, without a second first deployment', async () => {
    const nightly = { incremental: 'true' };
    await run('service-000', 30, nightly);
    const before = (await ofShop()).length;
    await run('store', 40, nightly);
    await run('store', 50, nightly);
    const entities = await ofShop();
    expect(entities.length).toBeGreaterThan(before + 2);
    const runs = entities.map(({ identifier }) => /deployment-\d+/.exec(identifier)?.[0]);
    expect(new Set(runs).size).toBe(entities.length);
    const kinds = entities.map(({ properties }) => properties.kind);
    expect(kinds.filter((kind) => kind === 'baseline')).toHaveLength(1);
    expect(entities.filter(({ identifier }) => identifier.startsWith('acme/store/'))).toHaveLength(
      entities.length - before,
    );
  });

  test('keeps them also where its service was called like it', async () => {
    await run('service-000', 60, { services: '' });
    const before = await account.deployments();
    await run('store', 60, { services: '' });
    expect(await account.deployments()).toHaveLength(before.length);
  });
});

describe('deployments of another repository', () => {
  const here = {
    ...{ slug: 'acme/store', name: 'store', url: 'https://github.com/acme/store' },
    ...{ defaultBranch: 'main', isArchived: false, isFork: false },
  };
  const record = (name: string, rest: string, more: Partial<DeploymentRecord> = {}) =>
    ({
      identifier: `${name}/${rest}`,
      ...{ repository: `https://github.com/${name}`, sha: 'a'.repeat(40), service: 'shop' },
      ...{ environment: 'Production', status: 'Success', createdAt: '2026-01-05T00:00:00Z' },
      ...more,
    }) satisfies DeploymentRecord;
  const found = record('acme/store', '7/1/deploy/shop/Production');
  const matched = (...inPort: ReturnType<typeof record>[]): unknown[] => [
    ...matchRenamed(here, [found], inPort),
  ];

  test('are the same deployment in the same run of the same commit alone', () => {
    const old = 'acme/shop/7/1/deploy/shop/Production';
    expect(matched(record('acme/shop', '7/1/deploy/shop/Production'))).toEqual([
      [found.identifier, old],
    ]);
    expect(matched(record('acme/old', '7/1/deploy/old/Production', { service: 'old' }))).toEqual([
      [found.identifier, 'acme/old/7/1/deploy/old/Production'],
    ]);
    for (const inPort of [
      record('acme/shop', '8/1/deploy/shop/Production'),
      record('acme/shop', '7/2/deploy/shop/Production'),
      record('acme/shop', '7/1/deploy/shop/Staging'),
      record('acme/shop', '7/1/deploy/shop/Production', { sha: 'b'.repeat(40) }),
      record('acme/shop', '7/1/deploy/shop/Production', {
        repository: 'https://gitlab.com/acme/shop',
      }),
      record('acme/shop', '7/1/deploy/shop/Production', { repository: null }),
    ])
      expect(matched(inPort)).toEqual([]);
  });

  test('of a service that is new in the same repository are deployments of their own', () => {
    expect(matched(record('acme/store', '7/1/deploy/web/Production', { service: 'web' }))).toEqual(
      [],
    );
  });

  test('are told apart by their service where a run deploys several', () => {
    const web = record('acme/shop', '7/1/deploy/web/Production', { service: 'web' });
    const api = record('acme/shop', '7/1/deploy/api/Production', { service: 'api' });
    expect(matched(web, api)).toEqual([]);
    expect(matched(web, record('acme/shop', '7/1/deploy/shop/Production'))).toHaveLength(1);
  });

  test('with the same tag stay theirs: a mirror has the same tags', () => {
    const mirrored = record('acme/store', 'tag-v1/shop/Production');
    const original = record('acme/shop', 'tag-v1/shop/Production');
    expect([...matchRenamed(here, [mirrored], [original])]).toEqual([]);
  });
});
