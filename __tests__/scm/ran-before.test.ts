import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import type { ChangeSource } from '../../src/scm/change-source.ts';
import { createGitSource } from '../../src/scm/git.ts';
import { buildHistory, type History } from './history.ts';
import { azureStandIn } from './hosts/azure-stand-in.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import { azureAt, githubAt, gitlabAt, limits } from './hosts/sources.ts';
import { fetchFrom, type StandIn, type StandInRequest } from './hosts/stand-in.ts';
import { shopCommits, shopPulls } from './shop-history.ts';

let history: History;
let requests: StandInRequest[] = [];

beforeAll(() => {
  history = buildHistory(shopCommits);
});

afterAll(() => history.remove());

const at = (make: typeof githubAt, standIn: StandIn): ChangeSource =>
  make({ url: 'https://host.example', fetch: fetchFrom(standIn, requests) });

const sources: Record<string, () => ChangeSource> = {
  'the checkout': () => createGitSource({ git: history.git, clock: nodeClock, mayDeepen: false }),
  GitHub: () => at(githubAt, githubStandIn(history, shopPulls)),
  GitLab: () => at(gitlabAt, gitlabStandIn(history, shopPulls)),
  'Azure Repos': () => at(azureAt, azureStandIn(history, shopPulls, { parents: true })),
};

/** What was deployed before `head`, the previous deployment first. */
const deployments: readonly [string, string, readonly string[], readonly string[]][] = [
  ['an older commit', 'z', ['M', 'O'], ['d1', 'd2', 'z']],
  ['a hotfix of an older commit', 'z', ["z'", 'O', 's'], ['d1', 'd2', 'z']],
  ['a commit that is older still', 'O', ['b', 's', 'a'], ["r1'", 'v', 'o1', 'o2']],
  ['commits that belong to no range', 's', ['M', 'b', 'a', 'h'], ['s']],
  ['this very commit, by another name', 'z', ['P', 'z'], []],
];

describe.each(Object.keys(sources))('after these deployments %s shows', (name) => {
  test.each(deployments)('%s: only what none of them released', async (_, head, ran, changes) => {
    requests = [];
    const [previous = '', ...ranBefore] = ran.map(history.sha);
    const range = { head: history.sha(head), exclude: [previous], ranBefore, paths: null };
    const reading = await sources[name]?.().changes(range, limits());
    if (!reading || 'reason' in reading) throw new Error(JSON.stringify(reading));
    const ids = reading.changes.map(({ sha }) => history.id(sha));
    expect(ids.sort()).toEqual([...changes].sort());
    if (name === 'GitHub') expect(requests.length).toBeLessThanOrEqual(2);
  });
});
