import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ChangeSource } from '../../src/scm/change-source.ts';
import { buildHistory, type History } from './history.ts';
import { azureStandIn } from './hosts/azure-stand-in.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import type { PullRequestFacts } from './hosts/pull-request-facts.ts';
import { azureAt, githubAt, gitlabAt, limits } from './hosts/sources.ts';
import { fetchFrom, type StandIn } from './hosts/stand-in.ts';
import { shopCommits, shopPulls } from './shop-history.ts';

let history: History;

beforeAll(() => {
  history = buildHistory(shopCommits);
});

afterAll(() => history.remove());

type MakeStandIn = (history: History, pulls: readonly PullRequestFacts[]) => StandIn;
type MakeSource = typeof githubAt;

const labelled = shopPulls.map((pull) =>
  pull.number === 2 ? { ...pull, labels: ['hotfix', 'pay'], branch: 'hotfix/cart' } : pull,
);

test.each<[string, MakeStandIn, MakeSource]>([
  ['GitHub', githubStandIn, githubAt],
  ['GitLab', gitlabStandIn, gitlabAt],
  ['Azure Repos', azureStandIn, azureAt],
])('labels and branch of a pull request come from %s with its commits', async (_, make, at) => {
  const fetch = fetchFrom(make(history, labelled));
  const source: ChangeSource = at({ url: 'https://host.example', fetch });
  const range = { head: history.sha('s'), exclude: [history.sha('M')], paths: null };
  const reading = await source.changes(range, limits());
  if ('reason' in reading) throw new Error(reading.reason);
  expect(reading.origins.get(history.sha('s'))).toEqual({
    title: 'Cart',
    branch: 'hotfix/cart',
    labels: ['hotfix', 'pay'],
  });
});
