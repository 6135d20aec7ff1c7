import { describe, expect, test } from '@jest/globals';
import type {
  DeploymentQuery,
  FoundDeployment,
  ListingProblem,
} from '../../../src/backfill/deployment-host.ts';
import { createAzureHost } from '../../../src/backfill/hosts/azure.ts';
import { type Answers, began, ended, hostWith, sha } from '../identifiers.ts';

const repository = {
  id: 'id-of-web',
  name: 'web',
  webUrl: 'https://dev.azure.com/f/shop/_git/web',
};
const record = {
  ...{ id: 9, planType: 'Build', stageName: 'Production', jobName: 'Deploy', stageAttempt: 2 },
  ...{ definition: { id: 3 }, owner: { id: 41 }, result: 'succeeded' },
  ...{ queueTime: began, startTime: began, finishTime: ended },
};
const build = { id: 41, sourceVersion: sha, sourceBranch: 'refs/heads/main', repository };

const answersWith = (
  records: readonly unknown[],
  builds: readonly unknown[] = [build],
): Answers => ({
  '/shop/_apis/git/repositories': { value: [repository] },
  '/distributedtask/environments': { value: [{ id: 7, name: 'production-eu' }] },
  '/environments/7/environmentdeploymentrecords': { value: records },
  '/build/definitions': { value: [{ id: 3 }] },
  '/build/builds': { value: builds },
});

async function find(
  answers: Answers,
  query: Partial<DeploymentQuery> = {},
  collectionUrl = 'https://dev.azure.com/f',
): Promise<(FoundDeployment | ListingProblem)[]> {
  const host = createAzureHost({ ...hostWith(answers), collectionUrl, token: null });
  const found: (FoundDeployment | ListingProblem)[] = [];
  const all = { track: 'job', workflows: null, since: null, until: null } as const;
  for await (const one of host.repositories({ kind: 'owner', path: 'shop' })) {
    if ('reason' in one) throw new Error(one.reason);
    for await (const item of host.deployments(one, { ...all, ...query })) found.push(item);
  }
  return found;
}

describe('deployment jobs of Azure DevOps', () => {
  test('begin and end with the job, not with its run', async () => {
    const late = {
      ...build,
      startTime: '2026-01-20T00:00:00Z',
      finishTime: '2026-02-02T00:00:00Z',
    };
    const [found] = await find(answersWith([record], [late]));
    expect(found).toMatchObject({
      context: { createdAt: '2026-02-01T10:00:00.000Z', run: { id: '41', attempt: 2 }, sha },
      ...{ event: null, jobFinishedAt: '2026-02-01T10:05:00.000Z' },
    });
  });

  test('of a run that was deleted lack its commit and branch alone', async () => {
    expect(await find(answersWith([record], []))).toMatchObject([
      {
        context: {
          ...{ environment: 'production-eu', status: 'success', sha: null, branch: null },
          ...{ run: { id: '41', attempt: 2 }, job: { name: 'Production.Deploy' } },
        },
      },
    ]);
  });

  test.each([
    ['succeededWithIssues', 'success'],
    ['failed', 'failure'],
    ['abandoned', 'failure'],
    ['canceled', 'cancelled'],
    ['skipped', 'cancelled'],
    [undefined, 'running'],
    ['a word of the future', 'unknown'],
  ])('with the result %s are %s', async (result, status) => {
    expect(await find(answersWith([{ ...record, result }]))).toMatchObject([
      { context: { status } },
    ]);
  });

  test.each([
    [
      { triggerInfo: { 'ci.triggerRepository': 'id-of-library' } },
      'triggered by another repository',
    ],
    [{ repository: { id: 'id-of-old' } }, 'its pipeline was one of another repository'],
  ])('of a run that belongs to another repository are left out: %j', async (other, reason) => {
    expect(await find(answersWith([record], [{ ...build, ...other }]))).toMatchObject([
      { event: { kind: 'not-a-deployment', reason: expect.stringContaining(reason) } },
    ]);
    const same = { triggerInfo: { 'ci.triggerRepository': 'ID-OF-WEB' } };
    expect(await find(answersWith([record], [{ ...build, ...same }]))).toMatchObject([
      { event: null },
    ]);
  });

  test('are chosen by their name, with or without their stage', async () => {
    const names = async (workflows: string[]) =>
      (await find(answersWith([record, { ...record, jobName: 'Migrate' }]), { workflows })).length;
    expect(await names(['Deploy'])).toBe(1);
    expect(await names(['Production.*'])).toBe(2);
    expect(await names(['Production'])).toBe(0);
  });

  test('are chosen by the time at which they began', async () => {
    const count = async (range: Partial<DeploymentQuery>) =>
      (await find(answersWith([record]), range)).length;
    expect(await count({ since: '2026-02-01T10:00:00.000Z' })).toBe(1);
    expect(await count({ since: '2026-02-01T10:00:00.001Z' })).toBe(0);
    expect(await count({ until: '2026-02-01T10:00:00.000Z' })).toBe(0);
    expect(await count({ until: '2026-02-01T10:00:00.001Z' })).toBe(1);
  });

  test('that never began, or are of something else than a pipeline, are none', async () => {
    const none = [
      ...[
        { ...record, startTime: undefined },
        { ...record, startTime: 'soon' },
      ],
      ...[
        { ...record, planType: 'Release' },
        { ...record, owner: null },
      ],
      ...[{ ...record, definition: {} }, null, 'text', 7, []],
    ];
    expect(await find(answersWith(none))).toEqual([]);
  });

  test.each([
    ['https://f.visualstudio.com', '/shop/_git/web', 'shop/web'],
    ['https://f.visualstudio.com', '/_git/shop', 'shop'],
    ['https://dev.azure.com/f', '/_git/shop', 'f/shop'],
    ['https://tfs.test/tfs/Main', '/_git/shop', 'tfs/Main/shop'],
  ])('are found in the project of %s%s', async (collection, path, slug) => {
    const listed = { id: 'id-of-web', name: path.split('/').at(-1), project: { name: 'shop' } };
    const web = { ...listed, webUrl: `${collection}${path}` };
    const answers: Answers = {
      ...answersWith([record]),
      '/shop/_apis/git/repositories': { value: [web] },
      '/shop/_apis/distributedtask/environments': { value: [{ id: 7, name: 'production-eu' }] },
    };
    const { '/distributedtask/environments': _, ...ofProject } = answers;
    expect(await find(ofProject, {}, collection)).toMatchObject([
      {
        context: {
          repository: { slug, url: web.webUrl },
          run: { url: `${collection}/shop/_build/results?buildId=41` },
        },
      },
    ]);
  });

  test('of pipelines of other repositories are not read', async () => {
    const answers = answersWith([{ ...record, definition: { id: 4 } }]);
    expect(await find({ ...answers, '/build/builds': undefined })).toEqual([]);
  });
});

describe('a project whose deployment jobs cannot be read', () => {
  test('because it has no environment, or none that the token may see, says so', async () => {
    const answers = { ...answersWith([]), '/distributedtask/environments': { value: [] } };
    expect(await find(answers)).toEqual([
      {
        reason:
          'project shop has no environment that the token may see, and only they tell which jobs deployed: let it read them, or write --track workflow-run',
        ...{ repository: 'f/shop/web', isGone: false },
      },
    ]);
  });

  test.each(['/distributedtask/environments', '/build/definitions', '/build/builds'])(
    'for want of %s says so',
    async (missing) => {
      const { [missing]: _, ...answers } = answersWith([record]);
      expect(await find(answers)).toEqual([
        expect.objectContaining({ reason: expect.stringContaining('404'), isGone: false }),
      ]);
    },
  );
});
