import { expect, test } from '@jest/globals';
import { answerGithub } from '../../src/demo/answer-github.ts';
import { demoRepository } from '../../src/demo/demo-repository.ts';
import { nodeClock } from '../../src/host/node-clock.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { createGithubDeployments, createGithubSource } from '../../src/scm/github.ts';
import { limits } from '../scm/hosts/sources.ts';

const now = Date.parse('2026-06-15T12:00:00.000Z');
const repository = demoRepository(now);

const fetch: FetchLike = async (url, { method, body = '' }) => {
  const { pathname, search } = new URL(url);
  const answer = answerGithub(repository, { method, path: pathname + search, body });
  return { status: answer.status, headers: {}, text: async () => JSON.stringify(answer.body) };
};

const access = {
  fetch,
  clock: nodeClock,
  token: 'a token',
  apiUrl: 'https://github.example',
  graphqlUrl: 'https://github.example/graphql',
  slug: repository.slug,
};

const between = async (base: number | null, head: number) => {
  const range = { head: repository.main(head), exclude: [repository.main(base)], paths: null };
  const reading = await createGithubSource(access).changes(range, limits());
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
};

const hoursAgo = (time: string): number => (now - Date.parse(time)) / 3_600_000;

test('the demo’s GitHub shows merged, squashed and rebased pull requests as GitHub does', async () => {
  const { changes, notes } = await between(null, 14);
  const seen = changes.map(({ title, authoredAt, pullRequest }) => [
    pullRequest?.number,
    title,
    hoursAgo(authoredAt),
  ]);
  expect(notes).toEqual([]);
  expect(seen).toEqual([
    [14, 'Show the discount in the basket', 200],
    [13, 'Search while you type (#13)', 250],
    [12, 'Keep the basket in view', 280],
    [12, 'Put address and payment on one page', 300],
  ]);
});

test('it knows labels and branches, and deployments it has none', async () => {
  const { changes, origins } = await between(15, 16);
  expect(origins.get(changes[0]?.sha ?? '')).toMatchObject({
    branch: 'hotfix/charge-once',
    labels: ['hotfix'],
  });
  const question = { environment: 'Production', before: new Date(now).toISOString(), runUrl: null };
  expect(await createGithubDeployments(access).successes(question, limits())).toEqual([]);
});

test('what it does not have is 404', () => {
  const ask = (path: string) => answerGithub(repository, { method: 'GET', path, body: '' }).status;
  expect(ask('/repos/acme/shop/compare/1...2')).toBe(404);
  expect(ask('/user')).toBe(404);
});
