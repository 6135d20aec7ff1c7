import { afterAll, describe, expect, test } from '@jest/globals';
import { buildLiveHistory } from '../../backfill/hosts/live-steps.ts';
import { buildHistory } from '../history.ts';
import { shopCommits } from '../shop-history.ts';
import { githubDescription } from './github-description.ts';
import { type GithubUse, githubUses } from './github-uses.ts';
import type { Exchange, OpenapiDescription } from './openapi-description.ts';
import { overheard } from './overheard.ts';
import { fetchFrom, type StandIn } from './stand-in.ts';

const histories = { shop: buildHistory(shopCommits), live: buildLiveHistory() };
afterAll(() => {
  histories.shop.remove();
  histories.live.remove();
});

/** What comes of a use, and what is asked and answered for it. */
async function heard({ standIn, ask }: Pick<GithubUse, 'standIn' | 'ask'>) {
  const exchanges: Exchange[] = [];
  const fetch = fetchFrom(overheard(standIn(histories), exchanges));
  return { outcome: await ask(fetch, histories), exchanges };
}

/** github.com, and the oldest version of GitHub Enterprise Server that is described. */
const descriptions: readonly (readonly [string, OpenapiDescription])[] = [
  ['api.github.com', githubDescription('api.github.com')],
  ['ghes-3.17', githubDescription('ghes-3.17')],
];

describe.each(descriptions)('as %s describes its REST API', (_, github) => {
  test.each(githubUses)(
    '$name: by documented requests, from answers of the documented kind',
    async (use) => {
      const { outcome, exchanges } = await heard(use);
      expect(outcome).toEqual(use.outcome);
      expect([...new Set(exchanges.flatMap((one) => github.problemsOf(one)))]).toEqual([]);
      const seen = exchanges.map((one) => `${github.routeOf(one)} ${one.status}`);
      expect([...new Set(seen)].sort()).toEqual([...use.routes].sort());
    },
  );
});

describe('what GitHub does not describe is found', () => {
  const [[, github] = []] = descriptions;
  const problemsOf = (address: string, body: unknown = {}, status = 200) => {
    const { pathname, searchParams } = new URL(address, 'https://api.github.com');
    const exchange = { method: 'GET', path: pathname, query: searchParams, status, body };
    return github?.problemsOf(exchange);
  };
  const compare = '/repos/acme/shop/compare/a...b';
  const runs = '/repos/acme/shop/actions/runs';

  test.each([
    [{ more: 1 }, '/ must NOT have additional properties: more'],
    [{ commits: [{ parents: [{ oid: 'a' }] }] }, '/commits/0/parents/0 must NOT have additional'],
    [{ commits: [{ commit: { message: null } }] }, '/commits/0/commit/message must be string'],
    [{ commits: [{ commit: { author: { date: 'now' } } }] }, '/date must match format "date-time"'],
    [{ status: 'further' }, '/status must be equal to one of the allowed values: diverged'],
    [{ total_commits: '3' }, '/total_commits must be integer'],
    [[], '/ must be object'],
  ])('in the answer %j', (body, problem) => {
    expect(problemsOf(compare, body)).toContainEqual(expect.stringContaining(problem));
  });

  test.each([
    [`${compare}?per_page=101`, '/query/per_page must be <= 100'],
    [`${compare}?page=two`, '/query/page must be integer'],
    [`${compare}?page=1&page=2`, '/query/page must be integer'],
    [`${compare}?path=shop`, '/query must NOT have additional properties: path'],
    ['/repos/acme/shop/commits?since=yesterday', '/query/since must match format "date-time"'],
    ['/orgs/acme/repos?sort=name', '/query/sort must be equal to one of the allowed values'],
    [`${runs}?status=finished`, '/query/status must be equal to one of the allowed values'],
    [`${runs}?created=2026-01-01T00:00:00Z-2026-02-01T00:00:00Z`, '/query/created must match'],
    [`${runs}/latest`, '/path/run_id must be integer'],
    ['/repos/acme/shop/comparisons', 'GET /repos/acme/shop/comparisons is no route'],
  ])('in the request %s', (address, problem) => {
    expect(problemsOf(address)).toContainEqual(expect.stringContaining(problem));
  });

  test('in an answer with an error, where it is described', () => {
    const [wrong, right] = [{ reason: 'gone' }, { message: 'Not Found', status: '404' }];
    expect(problemsOf(compare, wrong, 404)).toEqual([
      'GET /repos/{owner}/{repo}/compare/{basehead} answers 404: / must NOT have additional properties: reason',
    ]);
    expect(problemsOf(compare, right, 404)).toEqual([]);
  });

  test('in what a stand-in answers', async () => {
    for (const { standIn, ask } of githubUses) {
      const more =
        (histories: Parameters<typeof standIn>[0]): StandIn =>
        async (request) => {
          const answer = await standIn(histories)(request);
          if (answer?.status !== 200 || request.url.pathname === '/graphql') return answer;
          const { body } = answer;
          return {
            ...answer,
            body: Array.isArray(body) ? [...body, { x: 1 }] : { ...Object(body), x: 1 },
          };
        };
      const { exchanges } = await heard({ standIn: more, ask });
      for (const one of exchanges.filter(({ status }) => status === 200))
        expect(github?.problemsOf(one)).toContainEqual(
          expect.stringMatching(/must NOT have additional properties: x$/),
        );
    }
  });

  test.each([
    [{ commits: [] }],
    [{ commits: [{ author: null, commit: { author: null } }] }],
    [{ status: 'ahead', total_commits: 3, files: [{ filename: 'a.txt', status: 'added' }] }],
  ])('and %j is described', (body) => expect(problemsOf(compare, body)).toEqual([]));
});
