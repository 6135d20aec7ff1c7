import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { BackfillOutcome } from '../../src/backfill/run-backfill.ts';
import { fetchFrom, type StandInRequest } from '../scm/hosts/stand-in.ts';
import { pagerdutyIncident, service } from '../setup/support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from '../setup/support/setup-account.ts';
import { addIncidents } from '../show/support/readable-account.ts';
import {
  githubOrganization,
  organization,
  type StandInRepository,
} from './hosts/github-organization.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const [hourMs, dayMs] = [3_600_000, 86_400_000];
const from = Date.parse('2026-01-05T00:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();
/** A deployment every three days, for 150 days. */
const repositories = organization(3, 50, from);

let account: SetupAccount;
beforeEach(async () => {
  account = await startSetupAccount([service, pagerdutyIncident]);
  await account.apply({ asked: { incidents: ['pagerduty'] } });
  for (const { name: title } of repositories) {
    const body = { identifier: title, title, properties: {} };
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', body);
  }
});
afterEach(() => account.close());

/** The repositories as they were. */
const until = (day: number): readonly StandInRepository[] =>
  repositories.map((one) => ({
    ...one,
    deployments: one.deployments.filter(
      ({ finishedAt }) => Date.parse(finishedAt) < from + day * dayMs,
    ),
  }));

const run = (
  day: number,
  flags: Readonly<Record<string, string>> = {},
  requests: StandInRequest[] = [],
): Promise<BackfillOutcome> => {
  const standIn = githubOrganization('acme', until(day), 'https://github.test');
  return runOnStandIn({
    ...{ account, fetch: fetchFrom(standIn, requests), now: from + day * dayMs },
    flags: { incremental: 'true', ...flags },
  });
};

const plan = (day: number): Promise<BackfillOutcome> => {
  const standIn = githubOrganization('acme', until(day), 'https://github.test');
  const flags = { incremental: 'true' };
  return runOnStandIn({
    ...{ account, fetch: fetchFrom(standIn), now: from + day * dayMs, isPlan: true, flags },
  });
};

const all = (day: number): number => until(day).flatMap(({ deployments }) => deployments).length;
const counted = async (): Promise<number> => (await account.deployments()).length;

async function place(name: string): Promise<unknown> {
  const answer = await account.call('GET', '/v1/blueprints/port_dora_backfill/entities');
  const { entities } = answer as { entities: { title: string; properties: { until: string } }[] };
  return entities.find(({ title }) => title === `acme/${name}`)?.properties.until;
}

describe('an incremental backfill', () => {
  test('goes on where the last one ended, night after night', async () => {
    await run(60);
    expect(await counted()).toBe(all(60));
    for (const day of [61, 62, 70, 71, 100]) {
      const before = await counted();
      const { counts } = await run(day);
      expect(counts.created).toBe(all(day) - before);
      expect(await counted()).toBe(all(day));
      expect(await place('service-000')).toBe(iso(from + day * dayMs));
    }
  });

  test('writes nothing and asks the host for no commits when nothing has happened', async () => {
    await run(60);
    const requests: StandInRequest[] = [];
    expect((await run(60, {}, requests)).summary).toMatchObject({ toWrite: 0 });
    // The list of repositories, and the deployments of each.
    expect(requests).toHaveLength(1 + repositories.length);
  });

  test('misses nothing after a pause that is longer than its look back', async () => {
    await run(20);
    await run(140);
    expect(await counted()).toBe(all(140));
    const kinds = (await account.deployments()).map(({ properties }) => properties.kind);
    expect(kinds.filter((kind) => kind === 'baseline')).toHaveLength(repositories.length);
    expect(kinds.filter((kind) => kind === 'rollback').length).toBeGreaterThan(10);
  });

  test('keeps the place of each track for itself', async () => {
    await run(60);
    await run(60, { track: 'release' });
    const answer = await account.call('GET', '/v1/blueprints/port_dora_backfill/entities');
    expect((answer as { entities: unknown[] }).entities).toHaveLength(3 * 2);
  });

  test('moves no place in a dry run, or where the plan alone is shown', async () => {
    await run(60);
    const kept = await place('service-000');
    await plan(80);
    expect(await place('service-000')).toBe(kept);
    expect(await counted()).toBe(all(60));
  });

  test('shows the same plan that it carries out', async () => {
    const first = await plan(120);
    await expect(account.call('GET', '/v1/blueprints/port_dora_backfill')).rejects.toThrow('404');
    expect((await run(120)).summary).toEqual(first.summary);
    const next = await plan(140);
    // From the place on and a month before it, not the 90 days of a first run.
    expect(next.summary.found).toBeLessThan(first.summary.found / 1.5);
    expect((await run(140)).summary).toEqual(next.summary);
  });
});

describe('incidents in Port', () => {
  const at = (name: string, day: number) => {
    const found = until(day)
      .find((one) => one.name === name)
      ?.deployments.findLast(({ state }) => state === 'SUCCESS');
    if (!found) throw new Error('no deployment');
    return found;
  };
  const incident = (identifier: string, finishedAt: string, hours: number | null) => ({
    ...{ identifier, service: 'service-000', createdAt: iso(Date.parse(finishedAt) + hourMs) },
    resolvedAt: hours === null ? null : iso(Date.parse(finishedAt) + (1 + hours) * hourMs),
  });
  const deployment = async (id: number) => {
    const entities = await account.deployments();
    return entities.find(({ identifier }) => identifier.includes(`/deployment-${id}/`))?.properties;
  };

  test('show the night after that a deployment failed, and later when it was recovered', async () => {
    await run(33);
    const last = at('service-000', 33);
    expect(await deployment(last.id)).not.toHaveProperty('failed');
    await addIncidents(account, [incident('i1', last.finishedAt, null)]);
    await run(34);
    expect(await deployment(last.id)).toMatchObject({
      ...{ failed: true, failureReason: 'incident', failureBy: 'i1', incidents: ['i1'] },
    });
    expect(await deployment(last.id)).not.toHaveProperty('recoveredAt');
    await addIncidents(account, [incident('i1', last.finishedAt, 4)]);
    await run(36);
    expect(await deployment(last.id)).toMatchObject({ failed: true, recoveryHours: 5 });
  });

  test('of low urgency show nothing unless they count', async () => {
    await run(33);
    const last = at('service-000', 33);
    await addIncidents(account, [{ ...incident('i1', last.finishedAt, 1), urgency: 'low' }]);
    expect((await run(34)).counts.updated).toBe(0);
    await run(36, { 'count-low-urgency': 'true' });
    expect(await deployment(last.id)).toMatchObject({ failed: true });
  });

  test('in a blueprint that is not there are an error before anything is written', async () => {
    await expect(run(33, { 'incident-blueprints': 'outage' })).rejects.toThrow(
      'no blueprint outage',
    );
    expect(await counted()).toBe(0);
  });

  test('leave what people have set where nothing speaks against it', async () => {
    await run(33);
    const last = at('service-000', 33);
    const identifier = (await account.deployments()).find((one) =>
      one.identifier.includes(`-${last.id}/`),
    )?.identifier;
    await account.call(
      'PATCH',
      `/v1/blueprints/deployment/entities/${encodeURIComponent(identifier ?? '')}`,
      {
        properties: { failed: true, failureReason: 'incident', version: 'mine', kind: 'hotfix' },
      },
    );
    await run(34, { recompute: 'true' });
    expect(await deployment(last.id)).toMatchObject({
      failed: true,
      version: 'mine',
      kind: 'hotfix',
    });
  });
});
