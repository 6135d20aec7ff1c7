import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import { shopCommits } from '../scm/shop-history.ts';
import { type HereReport, reportHere } from './support/report-here.ts';

jest.setTimeout(60_000); // on a machine that may be busy

let history: History;
let account: Account;

beforeAll(() => {
  history = buildHistory(shopCommits);
});

afterAll(() => history.remove());

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

/** Deploys a commit from a checkout, without any token of the code host. */
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
    folder: history.folder,
    env: { GITHUB_TOKEN: '', GIT_CEILING_DIRECTORIES: '', ...env },
  });

test('where the code host is not asked, the log says what is missing', async () => {
  await deploy('b', 30);
  const { record, output } = await deploy('s', 40);
  expect(record.leadTimeSource).toBe('git');
  expect(output).toContain('note: GitHub is not asked: there is no github-token');
});

test.each([
  ['GitLab is not asked: there is no gitlab-token', { PORT_DORA_CI: 'gitlab', ...gitlab() }],
  ['Azure Repos is not asked: there is no azure-token', { PORT_DORA_CI: 'azure', ...azure() }],
])('%s', async (note, env) => {
  const sha = (id: string) => ({
    CI_COMMIT_SHA: history.sha(id),
    BUILD_SOURCEVERSION: history.sha(id),
  });
  await deploy('b', 30, { ...env, ...sha('b'), CI_PIPELINE_ID: '30', BUILD_BUILDID: '30' });
  const next = { ...env, ...sha('s'), CI_PIPELINE_ID: '40', BUILD_BUILDID: '40' };
  const { record, output } = await deploy('s', 40, next);
  expect(record.leadTimeSource).toBe('git');
  expect(output).toContain(`note: ${note}`);
});

function gitlab() {
  return {
    GITLAB_CI: 'true',
    CI_PROJECT_PATH: 'acme/shop',
    CI_PROJECT_URL: 'https://gitlab.com/acme/shop',
    CI_COMMIT_BRANCH: 'main',
    CI_JOB_ID: '1',
  };
}

function azure() {
  return {
    TF_BUILD: 'True',
    SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/',
    SYSTEM_TEAMPROJECT: 'shop',
    BUILD_REPOSITORY_PROVIDER: 'TfsGit',
    BUILD_REPOSITORY_NAME: 'shop',
    BUILD_REPOSITORY_URI: 'https://dev.azure.com/acme/shop/_git/shop',
    BUILD_SOURCEBRANCH: 'refs/heads/main',
  };
}

test('the first digits of the commit before are enough', async () => {
  const digits = history.sha('M').slice(0, 8).toUpperCase();
  await deploy('b', 30);
  const { record } = await deploy('s', 40, { PORT_DORA_PREVIOUS_SHA: digits });
  expect(record).toMatchObject({ kind: 'standard', previousSha: history.sha('M') });
  expect(record.changes?.map(({ sha }) => history.id(sha))).toEqual(['s']);
  const same = await deploy('s', 50, { PORT_DORA_PREVIOUS_SHA: history.sha('s').slice(0, 8) });
  expect(same.record.kind).toBe('redeploy');
});

test('digits that no commit begins with are no commit, and a branch of that name is none', async () => {
  history.run('branch', '--force', 'abcdef12', history.sha('M'));
  const { record } = await deploy('s', 40, { PORT_DORA_PREVIOUS_SHA: 'abcdef12' });
  expect(record.leadTimeReason).toBe(
    'no history: GitHub is not asked: there is no github-token; "abcdef12" is no full commit hash',
  );
});

test('changes that do not fit into the entity are recorded as cut off, and said', async () => {
  const many = buildHistory(
    Array.from({ length: 401 }, (_, index) => ({
      id: `c${index}`,
      parents: index === 0 ? [] : [`c${index - 1}`],
    })),
  );
  const deployOf = (id: string, run: number) =>
    reportHere({
      ...{ account, run, sha: many.sha(id), finishedAt: hour(run), folder: many.folder },
      env: { GITHUB_TOKEN: '', GIT_CEILING_DIRECTORIES: '' },
    });
  await deployOf('c0', 500);
  const { record, output } = await deployOf('c400', 501);
  many.remove();
  expect(record.changes).toHaveLength(400);
  const kept = /note: Port keeps the first (\d+) of 400 changes/.exec(output)?.[1];
  const found = (await account.deployments()).find(({ identifier }) =>
    identifier.includes('/501/'),
  );
  expect(found?.properties).toMatchObject({ changesTruncated: true, changeCount: 400 });
  const changes = found?.properties.changes as { commits: unknown[] } | undefined;
  expect(String(changes?.commits.length)).toBe(kept);
});

test('with several services the log says which of them ran what before', async () => {
  await deploy('b', 30, { PORT_DORA_SERVICE: 'shop' });
  await deploy('M', 31, { PORT_DORA_SERVICE: 'pay' });
  const { output } = await deploy('s', 40, { PORT_DORA_SERVICE: 'shop\npay' });
  const [b, m] = ['b', 'M'].map((id) => history.sha(id).slice(0, 7));
  expect(output).toContain(`note: shop: previous deployment: ${b}, `);
  expect(output).toContain(`note: pay: previous deployment: ${m}, `);
  expect(output).toContain('note: read from the checkout');
});
