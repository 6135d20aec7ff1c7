import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

let account: Account;
let folder: string;

beforeEach(async () => {
  account = await startAccount();
  folder = mkdtempSync(join(tmpdir(), 'port-dora-history-'));
  git('init', '-q', '-b', 'main');
});

afterEach(() => account.close());

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Jane', '-c', 'user.email=jane@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();

const now = Date.now();
const hoursAgo = (hours: number): string => new Date(now - hours * 3_600_000).toISOString();

/** A commit that was authored so many hours ago. */
function commit(title: string, hours: number): string {
  writeFileSync(join(folder, 'file'), `${title}\n`);
  git('add', '-A');
  git('commit', '-qm', title, `--date=${hoursAgo(hours)}`);
  return git('rev-parse', 'HEAD');
}

/** A deployment by a run of its own, which ended so many hours ago. */
function deploy(
  sha: string,
  run: number,
  hours: number,
  env: Record<string, string> = {},
): Promise<ReporterRun> {
  return runReporter({
    folder,
    env: {
      ...account.env,
      PORT_DORA_LEAD_TIME: 'auto',
      GITHUB_SHA: sha,
      GITHUB_RUN_ID: String(run),
      PORT_DORA_CREATED_AT: hoursAgo(hours + 0.1),
      PORT_DORA_FINISHED_AT: hoursAgo(hours),
      ...env,
    },
  });
}

async function deployment(run: number): Promise<ShownEntity['properties']> {
  const found = (await account.deployments()).find(({ identifier }) =>
    identifier.includes(`/${run}/`),
  );
  if (!found) throw new Error(`run ${run} is not in Port`);
  return found.properties;
}

describe('the lead time from a checkout', () => {
  test('is the median over the commits since the previous deployment, merge commits left out', async () => {
    const first = commit('Start', 100);
    await deploy(first, 1, 50);
    commit('Add one', 40);
    git('checkout', '-q', '-b', 'topic');
    commit('Add two', 30);
    git('checkout', '-q', 'main');
    git('merge', '-q', '--no-ff', 'topic', '-m', 'Merge topic');
    const result = await deploy(git('rev-parse', 'HEAD'), 2, 10);
    const { leadTimeHours, changeCount, kind, previousSha, leadTimeSource } = await deployment(2);
    expect({ changeCount, kind, previousSha, leadTimeSource }).toEqual({
      changeCount: 2,
      kind: 'standard',
      previousSha: first,
      leadTimeSource: 'git',
    });
    // 30 h and 20 h before the end of the deployment; git keeps whole seconds.
    expect(leadTimeHours).toBeCloseTo(25, 2);
    expect(result.output).toMatch(/lead time {2,}1 d 1 h, median of 2 changes/);
  });

  test('is none for the first deployment, which is the baseline', async () => {
    await deploy(commit('Start', 100), 1, 50);
    expect(await deployment(1)).toMatchObject({ kind: 'baseline', leadTimeReason: 'baseline' });
  });

  test('carries over the commits of a deployment that failed', async () => {
    await deploy(commit('Start', 100), 1, 50);
    await deploy(commit('Add one', 40), 2, 30, { PORT_DORA_STATUS: 'failure' });
    await deploy(commit('Add two', 20), 3, 10);
    expect(await deployment(2)).toMatchObject({ kind: 'standard', leadTimeReason: 'failed' });
    expect(await deployment(3)).toMatchObject({ kind: 'standard', changeCount: 2 });
  });

  test('is none with the reason when the checkout is too shallow, and the deployment is reported all the same', async () => {
    await deploy('1'.repeat(40), 1, 50);
    const result = await deploy(commit('Add one', 40), 2, 10);
    expect(result.exitCode).toBe(0);
    expect((await deployment(2)).leadTimeReason).toMatch(/^no history: /);
  });

  test('costs one look-up more than the report itself', async () => {
    await deploy(commit('Start', 100), 1, 50);
    const before = (await account.requests()).length;
    await deploy(commit('Add one', 40), 2, 10);
    expect((await account.requests()).length - before).toBe(3);
  });
});

describe('a rollback', () => {
  test('marks the deployment that it takes back as failed and recovered', async () => {
    const good = commit('Good', 100);
    await deploy(good, 1, 50);
    await deploy(commit('Bad', 40), 2, 30);
    const result = await deploy(good, 3, 20);
    expect(await deployment(3)).toMatchObject({ kind: 'rollback', leadTimeReason: 'rollback' });
    expect(await deployment(2)).toMatchObject({
      deploymentStatus: 'Success',
      failed: true,
      failureReason: 'rollback',
      failureBy: expect.stringContaining('/3/'),
      recoveryHours: expect.closeTo(10, 3),
    });
    expect(result.output).toContain('Marked as failed and rolled back');
  });

  test('does not bring back the changes of what it took back a second time', async () => {
    const good = commit('Good', 100);
    await deploy(good, 1, 60);
    await deploy(commit('Bad', 55), 2, 50);
    await deploy(good, 3, 40);
    await deploy(commit('Mend', 30), 4, 10);
    expect(await deployment(4)).toMatchObject({ kind: 'standard', changeCount: 1 });
  });
});

describe('the kind', () => {
  test('of the same commit again is a redeploy', async () => {
    const sha = commit('Start', 100);
    await deploy(sha, 1, 50);
    await deploy(sha, 2, 40);
    expect(await deployment(2)).toMatchObject({ kind: 'redeploy', leadTimeReason: 'redeploy' });
  });

  test('of changes that a rule calls so is a hotfix, with a lead time of its own', async () => {
    await deploy(commit('Start', 100), 1, 50);
    await deploy(commit('hotfix: mend the basket', 12), 2, 10);
    expect(await deployment(2)).toMatchObject({
      kind: 'hotfix',
      leadTimeHours: expect.closeTo(2, 2),
    });
  });

  test('looks only at the same named environment', async () => {
    const sha = commit('Start', 100);
    await deploy(sha, 1, 50, { PORT_DORA_ENVIRONMENT: 'production-eu' });
    await deploy(sha, 2, 40, { PORT_DORA_ENVIRONMENT: 'production-us' });
    expect((await deployment(2)).kind).toBe('baseline');
  });
});

test('a Port that cannot be searched costs the lead time, never the report', async () => {
  await account.fault({
    kind: 'answer',
    path: '/v1/blueprints/deployment/entities/search',
    status: 422,
    body: { ok: false, error: 'invalid_request' },
    times: null,
  });
  const result = await deploy(commit('Start', 100), 1, 50);
  expect(result.output).toContain('Reported to Port');
  expect((await deployment(1)).leadTimeReason).toMatch(/^no history: /);
});
