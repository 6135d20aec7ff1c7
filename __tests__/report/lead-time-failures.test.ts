import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import { type Account, startAccount } from '../account/start-account.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import type { DeploymentFacts } from '../scm/hosts/deployment-facts.ts';
import { githubStandIn } from '../scm/hosts/github-stand-in.ts';
import {
  type ServedStandIn,
  type StandIn,
  type StandInAnswer,
  serve,
} from '../scm/hosts/stand-in.ts';
import { shopCommits, shopPulls } from '../scm/shop-history.ts';
import { type HereReport, reportHere } from './support/report-here.ts';

jest.setTimeout(60_000); // on a machine that may be busy

let history: History;
let account: Account;
let github: ServedStandIn;
let answer: StandIn;

beforeAll(async () => {
  history = buildHistory(shopCommits);
  github = await serve(() => (request) => answer(request));
});

afterAll(async () => {
  await github.close();
  history.remove();
});

beforeEach(async () => {
  account = await startAccount();
  answer = githubStandIn(history, shopPulls);
  await deploy('b', 30);
});

afterEach(() => account.close());

const deploy = (
  id: string,
  run: number,
  env: Record<string, string | undefined> = {},
  folder?: string,
): Promise<HereReport> =>
  reportHere({
    account,
    run,
    sha: id.length === 40 ? id : history.sha(id),
    finishedAt: hour(run),
    ...(folder ? { folder } : {}),
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
      PORT_DORA_TIMEOUT: '20',
      ...env,
    },
  });

/** In Port, in the log, in the record: the same reason; and the deployment is reported. */
async function expectReason({ record, output }: HereReport, reason: RegExp): Promise<void> {
  expect(record).toMatchObject({ kind: 'standard', leadTimeHours: null });
  expect(record.leadTimeReason).toMatch(reason);
  expect(output).toContain('Reported to Port');
  expect(output).toContain(`none: ${record.leadTimeReason}`);
  expect(output).not.toMatch(/^(?:warning|error)/m);
  const all = await account.deployments();
  const found = all.find(({ identifier }) => identifier === record.identifier);
  expect(found?.properties).toMatchObject({
    deploymentStatus: 'Success',
    leadTimeReason: record.leadTimeReason,
  });
}

const soon = Math.floor(Date.now() / 1000) + 3600;

describe('the deployment is reported, with the reason for no lead time, when GitHub', () => {
  test.each<[string, StandInAnswer, RegExp]>([
    [
      'does not allow it: `contents: read` is missing',
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      /^no history: GitHub does not allow it \(403\): the token needs `permissions: contents: read`/,
    ],
    [
      'does not show a private repository',
      { status: 404, body: { message: 'Not Found' } },
      /^no history: GitHub does not find the repository \(404\), or the token may not read it/,
    ],
    [
      'does not know the token',
      { status: 401, body: { message: 'Bad credentials' } },
      /^no history: GitHub does not accept the token \(401\)/,
    ],
    [
      'has no requests left this hour',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(soon) },
        body: { message: 'API rate limit exceeded' },
      },
      /^no history: GitHub limits requests until \d{4}-.+Z \(403\)/,
    ],
    [
      'asks to wait for longer than there is time',
      { status: 429, headers: { 'retry-after': '60' }, body: { message: 'secondary rate limit' } },
      /^no history: GitHub limits requests until /,
    ],
    ['is down', { status: 503, body: 'down' }, /^no history: GitHub answered with 503/],
    [
      'answers with a page',
      { status: 200, body: '<html>please sign in</html>' },
      /^no history: GitHub answered with something that is no JSON/,
    ],
  ])('%s', async (_, refused, reason) => {
    answer = async () => refused;
    await expectReason(await deploy('s', 40), reason);
  });

  test('lost the commit before to a force push', async () => {
    const gone = 'f'.repeat(40);
    await deploy(gone, 31);
    const reason = new RegExp(`^no history: GitHub does not have commit ${gone}: a force push`);
    await expectReason(await deploy('s', 40), reason);
  });

  test('is not there', async () => {
    const nowhere = { GITHUB_API_URL: 'http://127.0.0.1:9' };
    const result = await deploy('s', 40, nowhere);
    await expectReason(
      result,
      /^no history: GitHub could not be reached at 127\.0\.0\.1:9 \(ECONNREFUSED\)/,
    );
    expect(result.milliseconds).toBeLessThan(5_000);
  });
});

describe('a GitHub that never answers', () => {
  let silent: Server;

  beforeAll(async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  const at = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;

  test('costs a small part of the time, and the deployment is reported', async () => {
    const result = await deploy('s', 40, { GITHUB_API_URL: at(), PORT_DORA_TIMEOUT: '10' });
    await expectReason(result, /^no history: GitHub did not answer in time/);
    // A quarter of the six seconds that the history may take at most.
    expect(result.milliseconds).toBeLessThan(5_500);
  });

  test('leaves time to ask the checkout', async () => {
    const { record, output } = await deploy(
      's',
      40,
      { GITHUB_API_URL: at(), PORT_DORA_TIMEOUT: '10', GIT_CEILING_DIRECTORIES: '' },
      history.folder,
    );
    expect(record).toMatchObject({ leadTimeSource: 'git', leadTimeReason: null });
    expect(output).toContain('note: GitHub did not answer in time');
  });
});

describe('a GitHub that answers in part', () => {
  const withGraphql =
    (body: unknown): StandIn =>
    async (request) =>
      request.method === 'POST'
        ? { status: 200, body }
        : githubStandIn(history, shopPulls)(request);

  test('with errors beside the data keeps what it told, and says what is missing', async () => {
    answer = async (request) => {
      const whole = await githubStandIn(history, shopPulls)(request);
      if (request.method !== 'POST') return whole;
      const body = whole?.body as { data: { repository: Record<string, unknown> } };
      body.data.repository.c0 = null;
      return { status: 200, body: { ...body, errors: [{ message: 'Something went wrong' }] } };
    };
    const { record, output } = await deploy('s', 40);
    expect(record.leadTimeHours).not.toBeNull();
    expect(record.changes?.filter(({ pullRequest }) => pullRequest)).toHaveLength(2);
    expect(output).toMatch(
      /note: the pull requests of 1 of 3 commits could not be read.*Something/,
    );
  });

  test('because the token may not read pull requests dates squash commits by their merge', async () => {
    answer = withGraphql({
      data: { repository: null },
      errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
    });
    const { record, output } = await deploy('s', 40);
    expect(record).toMatchObject({ leadTimeSource: 'github', leadTimeHours: 33 });
    expect(output).toMatch(/note: .*\(the token needs `pull-requests: read`\)/);
  });

  test('with an error that says back a token shows nothing of it, though it is cut', async () => {
    const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz';
    const message = `${'x'.repeat(280)} ${token}`;
    answer = withGraphql({ data: null, errors: [{ message }] });
    const { output } = await deploy('s', 40);
    expect(output).toContain('xxx');
    expect(output).not.toContain('ghs_0');
  });

  test('about pull requests of a fork that was deleted since is read whole', async () => {
    // The stand-in's pull requests have no head repository.
    expect((await deploy('s', 40)).output).not.toContain('could not be read');
  });
});

test('a Port that is slow to search costs the lead time, never the report', async () => {
  await account.fault({
    kind: 'delay',
    path: '/v1/blueprints/deployment/entities/search',
    delayMs: 5_000,
  });
  const result = await deploy('s', 40, { PORT_DORA_TIMEOUT: '4' });
  expect(result.output).toContain('Reported to Port');
  expect(result.record.leadTimeReason).toBe('no history: it took too long');
});

test('a Port that refuses to search is named by its status, without its words', async () => {
  const body = { ok: false, error: 'forbidden', message: 'you said secret-secret-secret' };
  const path = '/v1/blueprints/deployment/entities/search';
  await account.fault({ kind: 'answer', path, status: 403, body, times: null });
  const { record } = await deploy('s', 40);
  expect(record.leadTimeReason).toBe('no history: Port did not tell the earlier deployments (403)');
});

describe('a Port that refuses to search', () => {
  beforeEach(async () => {
    const path = '/v1/blueprints/deployment/entities/search';
    const body = { ok: false, error: 'forbidden' };
    await account.fault({ kind: 'answer', path, status: 403, body, times: null });
  });

  test('costs no lead time where the user says what ran before', async () => {
    const { record, output } = await deploy('s', 40, { PORT_DORA_PREVIOUS_SHA: history.sha('b') });
    expect(record).toMatchObject({ kind: 'standard', leadTimeHours: 33, leadTimeReason: null });
    expect(output).toContain('note: Port did not tell the earlier deployments (403)');
  });

  test('nor where GitHub has a list of its own', async () => {
    const deployments = [
      { id: 1, commit: 'b', environment: 'production', run: 30, statuses: [['SUCCESS', hour(30)]] },
    ] satisfies DeploymentFacts[];
    answer = githubStandIn(history, shopPulls, deployments);
    const { record, output } = await deploy('s', 40);
    expect(record).toMatchObject({ kind: 'standard', previousSha: history.sha('b') });
    expect(record.leadTimeHours).toBe(33);
    expect(output).toContain('note: Port did not tell the earlier deployments (403)');
    expect(output).toContain("(from GitHub's deployments)");
  });

  test('makes no deployment the first one', async () => {
    expect((await deploy('s', 40)).record.kind).toBeNull();
  });
});
