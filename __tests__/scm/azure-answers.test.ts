import { afterEach, describe, expect, test } from '@jest/globals';
import type { HostQuestion } from '../../src/deployment/host-facts.ts';
import { createAzureAnswers } from '../../src/scm/azure-answers.ts';
import { clock, hostWith, limits, sha } from './hosts/host-with.ts';
import { nodeFetch, type ServedStandIn } from './hosts/stand-in.ts';

let server: ServedStandIn | undefined;
afterEach(() => server?.close());
const start = async (answers: Readonly<Record<string, unknown>>): Promise<ServedStandIn> => {
  server = await hostWith(answers);
  return server;
};

describe('Azure DevOps', () => {
  const azure = (url: string) =>
    createAzureAnswers({
      ...{ fetch: nodeFetch, clock, collectionUrl: `${url}/acme/`, project: 'Web Shop' },
      ...{ token: { value: 'pat-secret', kind: 'personal' }, repository: 'shop' },
      webUrl: 'https://dev.azure.com/acme/Web%20Shop/_git/shop',
    });
  const project = '/acme/Web%20Shop';

  describe('asked for a pull request', () => {
    const question: HostQuestion = { about: 'pull-request', sha, branch: 'main' };
    const path = `${project}/_apis/git/repositories/shop/pullrequestquery`;
    /** Source: Microsoft Learn, "Pull Requests - Get Pull Request". */
    const request = (more: object = {}) => ({
      ...{ pullRequestId: 123, status: 'completed', targetRefName: 'refs/heads/main' },
      ...{ closedDate: '2026-01-02T03:01:00.1234567Z', closedBy: { displayName: 'Mateo' } },
      lastMergeCommit: { commitId: sha },
      ...more,
    });

    test('finds the one whose completion made the commit', async () => {
      const host = await start({ [path]: { results: [{ [sha]: [request()] }] } });
      expect(await azure(host.url)(question, limits)).toEqual({
        about: 'pull-request',
        found: {
          ...{ number: 123, state: 'merged', targetBranch: 'main', sha, mergedBy: 'Mateo' },
          mergedAt: '2026-01-02T03:01:00.123Z',
          url: 'https://dev.azure.com/acme/Web%20Shop/_git/shop/pullrequest/123',
        },
      });
      expect(host.requests.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
        ['POST', { queries: [{ type: 'lastMergeCommit', items: [sha] }] }],
      ]);
    });

    test.each([
      ['is active', { status: 'active' }],
      ['was abandoned', { status: 'abandoned' }],
      ['went into another branch', { targetRefName: 'refs/heads/develop' }],
    ])('does not take one that %s', async (_, more) => {
      const host = await start({ [path]: { results: [{ [sha]: [request(more)] }] } });
      const answer = await azure(host.url)(question, limits);
      expect(answer).toEqual({ about: 'pull-request', found: null });
    });

    test('takes a sign-in page for a refusal, without showing the token', async () => {
      const host = await start({ [path]: 203 });
      const answer = await azure(host.url)(question, limits);
      expect(answer).toMatchObject({ about: 'nothing', isExpected: true });
      expect(JSON.stringify(answer)).not.toContain('secret');
    });
  });

  describe('asked for the run at hand', () => {
    const question = (stage = 'Report', id = 'job-2'): HostQuestion => ({
      ...{ about: 'run', id: '1430', project: null, job: { id, stage } },
    });
    const path = `${project}/_apis/build/builds/1430/timeline`;
    /** Source: Microsoft Learn, "Timeline - Get". */
    const record = (type: string, name: string, result: string | null, more: object = {}) => ({
      ...{ id: `${type}-${name}`, type, name, identifier: name, attempt: 1 },
      ...{ state: result === null ? 'inProgress' : 'completed', result },
      ...{ startTime: '2026-01-02T03:00:00Z', finishTime: '2026-01-02T03:05:00.5Z' },
      ...more,
    });
    const answerTo = async (records: readonly unknown[], asking = question()): Promise<unknown> =>
      azure((await start({ [path]: { records } })).url)(asking, limits);
    const report = record('Stage', 'Report', null, { startTime: '2026-01-02T03:06:00Z' });

    test.each([
      ['succeeded', ['succeeded', 'skipped']],
      ['succeededWithIssues', ['succeeded', 'succeededWithIssues']],
      ['failed', ['succeeded', 'failed', 'canceled']],
      ['failed', ['abandoned']],
      ['canceled', ['succeeded', 'canceled']],
      ['skipped', ['skipped']],
      ['inProgress', ['failed', null]],
    ])('tells %s by its other stages', async (status, results) => {
      const stages = results.map((result, index) => record('Stage', `S${index}`, result));
      expect(await answerTo([...stages, report])).toMatchObject({
        found: {
          ...{ id: '1430', status, attempt: 1 },
          ...{ startedAt: '2026-01-02T03:00:00.000Z', finishedAt: '2026-01-02T03:05:00.500Z' },
        },
      });
    });

    test('tells by its other jobs in a pipeline of one stage', async () => {
      const stage = record('Stage', '__default', null);
      const jobs = [
        record('Job', 'Deploy', 'failed'),
        record('Job', 'Report', null, { id: 'JOB-2' }),
      ];
      const asking = question('__default', 'job-2');
      expect(await answerTo([stage, ...jobs], asking)).toMatchObject({
        found: { status: 'failed' },
      });
    });

    test('counts the tries of the stage that was tried most', async () => {
      const again = record('Stage', 'Deploy', 'succeeded', { attempt: 3 });
      expect(await answerTo([again, report])).toMatchObject({ found: { attempt: 3 } });
    });

    test('is not answered without a timeline', async () => {
      const host = await start({ [path]: {} });
      expect(await azure(host.url)(question(), limits)).toMatchObject({ about: 'nothing' });
    });
  });

  describe('asked for a run of another pipeline', () => {
    const question: HostQuestion = { about: 'run', id: '531', project: 'p-1', job: null };
    const path = '/acme/p-1/_apis/build/builds/531';
    /** Source: Microsoft Learn, "Builds - Get". */
    const build = {
      ...{ id: 531, status: 'completed', result: 'failed', definition: { name: 'Deploy shop' } },
      ...{ startTime: '2026-01-02T03:00:00Z', finishTime: '2026-01-02T03:05:00Z' },
      ...{
        sourceBranch: 'refs/heads/main',
        sourceVersion: sha,
        requestedFor: { displayName: 'Jane' },
      },
      _links: { web: { href: 'https://dev.azure.com/acme/p-1/_build/results?buildId=531' } },
    };

    test('tells all of it, in its own project', async () => {
      const timeline = { records: [{ type: 'Stage', attempt: 2 }] };
      const host = await start({ [path]: build, [`${path}/timeline`]: timeline });
      expect(await azure(host.url)(question, limits)).toEqual({
        about: 'run',
        found: {
          ...{ id: '531', attempt: 2, name: 'Deploy shop', status: 'failed', sha, branch: 'main' },
          ...{ tag: null, actor: 'Jane', url: expect.stringContaining('buildId=531') },
          ...{ startedAt: '2026-01-02T03:00:00.000Z', finishedAt: '2026-01-02T03:05:00.000Z' },
        },
      });
    });

    test('of a tag that still runs has no end, and without a timeline no attempt', async () => {
      const running = {
        ...build,
        status: 'inProgress',
        result: null,
        sourceBranch: 'refs/tags/v1',
      };
      const host = await start({ [path]: running });
      expect(await azure(host.url)(question, limits)).toMatchObject({
        found: { status: 'inProgress', tag: 'v1', branch: null, attempt: null, finishedAt: null },
      });
    });
  });

  test('has no releases', async () => {
    const host = await start({});
    const answer = await azure(host.url)({ about: 'release', tag: 'v1' }, limits);
    expect(answer).toMatchObject({ about: 'nothing' });
  });
});
