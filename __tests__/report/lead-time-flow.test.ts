import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import { githubStandIn } from '../scm/hosts/github-stand-in.ts';
import type { PullRequestFacts } from '../scm/hosts/pull-request-facts.ts';
import { type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { shopCommits, shopPulls } from '../scm/shop-history.ts';
import { type HereReport, reportHere } from './support/report-here.ts';

jest.setTimeout(60_000); // on a machine that may be busy

let history: History;
let account: Account;
let github: ServedStandIn;
let pulls: readonly PullRequestFacts[];

beforeAll(() => {
  history = buildHistory(shopCommits);
});

afterAll(() => history.remove());

beforeEach(async () => {
  pulls = shopPulls;
  account = await startAccount();
  github = await serve(() => (request) => githubStandIn(history, pulls)(request));
});

afterEach(async () => {
  await github.close();
  await account.close();
});

/** Deploys a commit of the history; the run's number is also the hour at which it ends. */
const deploy = (
  id: string,
  run: number,
  env: Record<string, string | undefined> = {},
): Promise<HereReport> =>
  reportHere({
    account,
    run,
    sha: history.sha(id),
    finishedAt: hour(run),
    env: { GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: `${github.url}/graphql`, ...env },
  });

async function inPort(run: number): Promise<ShownEntity['properties']> {
  const all = await account.deployments();
  const found = all.find(({ identifier }) => identifier.includes(`/${run}/`));
  if (!found) throw new Error(`run ${run} is not in Port`);
  return found.properties;
}

const idsOf = ({ record }: HereReport): string[] | undefined =>
  record.changes?.map(({ sha }) => history.id(sha)).sort();

describe('a report with the lead time from GitHub', () => {
  test('has changes, pull requests and the split', async () => {
    await deploy('b', 30);
    const next = await deploy('s', 40);
    expect(next.record).toMatchObject({
      kind: 'standard',
      previousSha: history.sha('b'),
      leadTimeSource: 'github',
      leadTimeHours: 33,
      leadTimeReason: null,
    });
    expect(idsOf(next)).toEqual(['f1', 'f2', 's']);
    expect(next.output).toMatch(
      /lead time +1 d 9 h, median of 3 changes \(coding .+, review .+, deploy .+\)/,
    );
    expect(next.output).toContain(
      `note: previous deployment: ${history.sha('b').slice(0, 7)}, ended ${hour(30)} (from Port)`,
    );
  });

  test('costs two requests to GitHub', async () => {
    await deploy('b', 30);
    const asked = github.requests.length;
    await deploy('s', 40);
    expect(github.requests.slice(asked).map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test('asks GitHub nothing for a rollback, a redeploy or a failed run', async () => {
    await deploy('b', 30);
    await deploy('s', 40);
    const asked = github.requests.length;
    await deploy('s', 41);
    await deploy('b', 42);
    await deploy('z', 43, { PORT_DORA_STATUS: 'failure' });
    expect(github.requests).toHaveLength(asked);
  });
});

describe('deployments that do not come one after another', () => {
  test('that failed in between leave their commits to the next that succeeds', async () => {
    await deploy('b', 30);
    await deploy('M', 31, { PORT_DORA_STATUS: 'failure' });
    const next = await deploy('s', 32);
    expect(await inPort(31)).toMatchObject({ kind: 'standard', leadTimeReason: 'failed' });
    expect(next.record.previousIdentifier).toContain('/30/');
    expect(idsOf(next)).toEqual(['f1', 'f2', 's']);
  });

  test('that are reported late look only at what ended before them', async () => {
    await deploy('b', 30);
    await deploy('z', 50);
    const late = await deploy('s', 40);
    expect(late.record.previousIdentifier).toContain('/30/');
    expect(idsOf(late)).toEqual(['f1', 'f2', 's']);
  });

  test('of an older commit leave nothing to be counted twice', async () => {
    await deploy('b', 30);
    await deploy('O', 31);
    expect(idsOf(await deploy('s', 32))).toEqual([]);
    const asked = github.requests.length;
    const next = await deploy('z', 33);
    expect(next.record.previousIdentifier).toContain('/32/');
    expect(idsOf(next)).toEqual(['d1', 'd2', 'z']);
    expect(github.requests).toHaveLength(asked + 2);
  });

  test('of a hotfix on an older commit leave nothing to be counted twice', async () => {
    await deploy('O', 30);
    expect(idsOf(await deploy("z'", 31))).toEqual(['h', "z'"]);
    expect(idsOf(await deploy('z', 32))).toEqual(['d1', 'd2', 'z']);
  });

  test('count all that came since the commit which the user says ran before', async () => {
    await deploy('b', 30);
    await deploy('O', 31);
    const { record, output } = await deploy('P', 32, { PORT_DORA_PREVIOUS_SHA: history.sha('v') });
    expect(record.changes?.map(({ sha }) => history.id(sha)).sort()).toEqual([
      'd1',
      'd2',
      'o1',
      'o2',
    ]);
    expect(output).toContain('(from previous-sha)');
  });

  test('late and with nothing before them are the baseline, whatever came after', async () => {
    await deploy('z', 50);
    expect((await deploy('b', 40)).record).toMatchObject({ kind: 'baseline', previousSha: null });
  });

  test('months apart say so', async () => {
    await deploy('b', 30);
    const { output, record } = await deploy('s', 30 + 24 * 100);
    expect(record.previousIdentifier).toContain('/30/');
    expect(output).toContain(
      'note: the previous deployment was 100 days ago: its changes waited long',
    );
  });

  test('whose commits are dated after them have no lead time, and a warning', async () => {
    await deploy('M', 1);
    const { record, output } = await deploy('z', 2);
    expect(record).toMatchObject({
      leadTimeHours: null,
      leadTimeReason: 'no change has a time before the deployment',
    });
    expect(output).toContain('are dated after the deployment and were left out');
  });

  test('roll back to a commit from months ago, and show what failed since', async () => {
    await deploy('b', 30);
    await deploy('M', 31);
    await deploy('s', 24 * 60);
    const back = await deploy('b', 24 * 61);
    expect(back.record.kind).toBe('rollback');
    expect(await inPort(31)).toMatchObject({ failed: true, failureReason: 'rollback' });
    expect(await inPort(24 * 60)).not.toHaveProperty('failed');
    const next = await deploy('z', 24 * 62);
    expect(idsOf(next)).not.toContain('s');
    expect(idsOf(next)).not.toContain('f1');
  });

  test('cost two requests to GitHub again once the first after a rollback was reported', async () => {
    for (const [index, commit] of ['b', 'M', 'b', 's', 'O'].entries())
      await deploy(commit, 30 + index);
    const asked = github.requests.length;
    expect(idsOf(await deploy('z', 36))).toEqual(['d1', 'd2', 'z']);
    expect(github.requests).toHaveLength(asked + 2);
  });

  test('that an incident failed keep that reason when they are rolled back, and are recovered', async () => {
    await deploy('b', 30);
    await deploy('M', 31);
    const [found] = (await account.deployments()).filter(({ identifier }) =>
      identifier.includes('/31/'),
    );
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true&merge=true', {
      identifier: found?.identifier,
      properties: { failed: true, failureReason: 'incident', failureBy: 'INC-1' },
    });
    await deploy('b', 33);
    expect(await inPort(31)).toMatchObject({
      failureReason: 'incident',
      failureBy: 'INC-1',
      recoveredAt: hour(33),
      recoveryHours: 2,
    });
  });
});

describe('a hotfix is told by', () => {
  const first = (
    [pull, ...others]: readonly PullRequestFacts[],
    edit: Partial<PullRequestFacts>,
  ) => (pull ? [{ ...pull, ...edit }, ...others] : []);

  test.each<[string, Partial<PullRequestFacts>, Record<string, string>]>([
    ['a label of a pull request', { labels: ['bug', 'hotfix'] }, {}],
    ['the branch of a pull request', { branch: 'hotfix/pay' }, {}],
    ['the title of a pull request', { title: 'Hotfix: pay' }, {}],
    ['a revert of what was released before', { title: 'Revert "Cart"' }, {}],
    ['a rule of the user', { labels: ['urgent'] }, { PORT_DORA_HOTFIX_RULES: 'label: urgent' }],
    ['the branch that is deployed', {}, { PORT_DORA_BRANCH: 'hotfix/pay' }],
  ])('%s', async (_, edit, env) => {
    pulls = first(shopPulls, edit);
    await deploy('b', 30);
    const { record } = await deploy('M', 40, env);
    expect(record).toMatchObject({ kind: 'hotfix', leadTimeHours: 34 });
  });

  test('no title of a commit that came by a pull request, nor a rule that the user replaced', async () => {
    pulls = first(shopPulls, { labels: ['hotfix'] });
    await deploy('b', 30);
    const { record } = await deploy('M', 40, { PORT_DORA_HOTFIX_RULES: 'title: f1' });
    expect(record.kind).toBe('standard');
  });

  test('no revert of what the same deployment brings', async () => {
    await deploy('M', 30);
    expect((await deploy('v', 40)).record.kind).toBe('standard');
  });

  test('a revert of what an earlier deployment brought', async () => {
    await deploy("r1'", 30);
    expect((await deploy('v', 40)).record).toMatchObject({ kind: 'hotfix', leadTimeHours: 23 });
  });
});

describe('the reason for no lead time', () => {
  test('goes from Port when a later report has found one', async () => {
    await deploy('b', 30);
    await deploy('s', 40, { GITHUB_API_URL: 'http://127.0.0.1:9' });
    expect((await inPort(40)).leadTimeReason).toMatch(/^no history: GitHub could not be reached/);
    await deploy('s', 40);
    expect(await inPort(40)).toMatchObject({ leadTimeHours: 33, leadTimeSource: 'github' });
    expect(await inPort(40)).not.toHaveProperty('leadTimeReason');
  });

  test('is one calm line where there is neither token nor checkout', async () => {
    await deploy('b', 30, { GITHUB_TOKEN: '' });
    const { output, milliseconds } = await deploy('s', 40, { GITHUB_TOKEN: '' });
    expect(output).toMatch(
      /lead time +none: no history: GitHub is not asked: there is no github-token; there is no git checkout/,
    );
    expect(output.match(/no git checkout/g)).toHaveLength(1);
    expect(output).not.toMatch(/warning|error/);
    expect(milliseconds).toBeLessThan(5_000);
  });
});
