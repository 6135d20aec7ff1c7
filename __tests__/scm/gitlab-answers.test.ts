import { afterEach, describe, expect, test } from '@jest/globals';
import type { HostQuestion } from '../../src/deployment/host-facts.ts';
import { createGitlabAnswers } from '../../src/scm/gitlab-answers.ts';
import { clock, hostWith, limits, sha } from './hosts/host-with.ts';
import { nodeFetch, type ServedStandIn } from './hosts/stand-in.ts';

const other = '2'.repeat(40);

let server: ServedStandIn | undefined;
afterEach(() => server?.close());
const start = async (answers: Readonly<Record<string, unknown>>): Promise<ServedStandIn> => {
  server = await hostWith(answers);
  return server;
};

const asked = ({ requests }: ServedStandIn) =>
  requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`);

describe('GitLab', () => {
  const project = '/api/v4/projects/acme%2Fshop';
  const gitlab = (url: string, isJobToken = false) =>
    createGitlabAnswers({
      ...{ fetch: nodeFetch, clock, apiUrl: `${url}/api/v4`, path: 'acme/shop' },
      token: { value: 'glpat-secret', isJobToken },
    });

  describe('asked for a merge request', () => {
    const question: HostQuestion = { about: 'pull-request', sha, branch: 'main' };
    const path = `${project}/repository/commits/${sha}/merge_requests`;
    /** Source: GitLab docs, "Merge requests API". */
    const request = (more: object = {}) => ({
      ...{ id: 1, iid: 12, project_id: 3, state: 'merged', target_branch: 'main', draft: false },
      ...{ merged_at: '2026-01-02T04:01:00.000+01:00', merge_user: { username: 'joe' } },
      ...{ sha: other, merge_commit_sha: sha, squash_commit_sha: null },
      web_url: 'https://gitlab.com/acme/shop/-/merge_requests/12',
      ...more,
    });
    const answerTo = async (...requests: readonly unknown[]) =>
      gitlab((await start({ [path]: requests })).url)(question, limits);

    test.each([
      ['a merge commit', {}],
      ['a squash commit', { merge_commit_sha: null, squash_commit_sha: sha }],
      ['a squash below a merge commit', { squash_commit_sha: other }],
      ['a fast-forward', { merge_commit_sha: null, sha }],
      ['an older GitLab', { merge_user: undefined, merged_by: { username: 'joe' } }],
    ])('finds the one that made %s', async (_, more) => {
      expect(await answerTo(request(more))).toEqual({
        about: 'pull-request',
        found: {
          ...{ number: 12, state: 'merged', targetBranch: 'main', sha, mergedBy: 'joe' },
          mergedAt: '2026-01-02T03:01:00.000Z',
          url: 'https://gitlab.com/acme/shop/-/merge_requests/12',
        },
      });
    });

    test.each([
      ['only contains the commit', { merge_commit_sha: other, sha: other }],
      ['brought the commit along as its head', { merge_commit_sha: other, sha }],
      ['is open', { state: 'opened', merge_commit_sha: null, sha }],
      ['was closed', { state: 'closed', merge_commit_sha: null, sha }],
      ['went into another branch', { target_branch: 'develop' }],
      ['has no number', { iid: null }],
    ])('does not take one that %s', async (_, more) => {
      expect(await answerTo(request(more))).toEqual({ about: 'pull-request', found: null });
    });

    test('takes the later of two that ended at the same commit', async () => {
      const earlier = request({ iid: 11, merged_at: '2026-01-01T00:00:00Z' });
      expect(await answerTo(earlier, request())).toMatchObject({ found: { number: 12 } });
    });

    test('sends a token of its own as a bearer, and that of the job by its own header', async () => {
      const host = await start({ [path]: [] });
      await gitlab(host.url)(question, limits);
      await gitlab(host.url, true)(question, limits);
      const [own, ofJob] = host.requests.map(({ headers }) => headers);
      expect([own?.authorization, own?.['job-token']]).toEqual(['Bearer glpat-secret', undefined]);
      expect([ofJob?.authorization, ofJob?.['job-token']]).toEqual([undefined, 'glpat-secret']);
    });

    test.each([401, 403, 404, 500])(
      'says why it is not answered (%i), without the token',
      async (status) => {
        const host = await start({ [path]: status });
        const answer = await gitlab(host.url)(question, limits);
        expect(answer).toMatchObject({ about: 'nothing', isExpected: true });
        expect(JSON.stringify(answer)).toMatch(String(status));
        expect(JSON.stringify(answer)).not.toContain('secret');
        expect(await gitlab(host.url, true)(question, limits)).toMatchObject({ isExpected: false });
      },
    );

    test('is not answered by a host that is not there', async () => {
      const answer = await gitlab('http://127.0.0.1:9')(question, limits);
      expect(answer).toMatchObject({ about: 'nothing', isExpected: true });
    });
  });

  describe('asked for a pipeline', () => {
    const question: HostQuestion = {
      ...{ about: 'run', id: '77', project: null },
      job: { id: '3', stage: '.post' },
    };
    const jobs = `${project}/pipelines/77/jobs`;
    const bridges = `${project}/pipelines/77/bridges`;
    const job = { id: 1, name: 'deploy', stage: 'deploy', status: 'success' };

    test('reads its jobs with their tries, and its trigger jobs', async () => {
      const failed = { ...job, id: 2, name: 'child', status: 'failed' };
      const host = await start({ [jobs]: [job], [bridges]: [failed] });
      expect(await gitlab(host.url)(question, limits)).toMatchObject({
        about: 'run',
        found: { id: '77', status: 'failed', attempt: 1 },
      });
      expect(asked(host).sort()).toEqual([
        `GET ${bridges}?per_page=100&page=1`,
        `GET ${jobs}?include_retried=true&per_page=100&page=1`,
      ]);
    });

    test('is not answered when its trigger jobs cannot be read, since one may have failed', async () => {
      const host = await start({ [jobs]: [job], [bridges]: 403 });
      expect(await gitlab(host.url)(question, limits)).toMatchObject({ about: 'nothing' });
    });

    test('does not ask with the token of the job, which does not open it', async () => {
      const host = await start({});
      expect(await gitlab(host.url, true)(question, limits)).toMatchObject({
        reason: expect.stringContaining('CI_JOB_TOKEN'),
        isExpected: false,
      });
      expect(host.requests).toEqual([]);
    });
  });

  describe('asked for a release', () => {
    const question: HostQuestion = { about: 'release', tag: 'shop/v1.0' };
    const path = `${project}/releases/shop%2Fv1.0`;
    /** Source: GitLab docs, "Project release API". */
    const release = {
      ...{ tag_name: 'shop/v1.0', name: null, created_at: '2026-01-01T01:00:00.000Z' },
      ...{ released_at: '2026-01-02T03:00:00.000Z', upcoming_release: false },
      ...{ author: { username: 'root' }, commit: { id: sha } },
      _links: { self: 'https://gitlab.com/acme/shop/-/releases/shop%2Fv1.0' },
    };

    test('tells it by its tag, also without a name', async () => {
      const host = await start({ [path]: release });
      expect(await gitlab(host.url, true)(question, limits)).toEqual({
        about: 'release',
        found: {
          ...{ id: 'shop/v1.0', tag: 'shop/v1.0', isDraft: false, isPrerelease: false, sha },
          ...{ releasedAt: '2026-01-02T03:00:00.000Z', actor: 'root' },
          url: 'https://gitlab.com/acme/shop/-/releases/shop%2Fv1.0',
        },
      });
    });

    test('says that an upcoming one is not public', async () => {
      const host = await start({ [path]: { ...release, upcoming_release: true } });
      expect(await gitlab(host.url)(question, limits)).toMatchObject({ found: { isDraft: true } });
    });

    test('tells a tag without one from a token that may not read releases', async () => {
      const none = await start({ [`${project}/releases`]: [] });
      expect(await gitlab(none.url)(question, limits)).toEqual({ about: 'release', found: null });
      await none.close();
      const blind = await start({});
      expect(await gitlab(blind.url)(question, limits)).toMatchObject({ about: 'nothing' });
    });
  });
});
