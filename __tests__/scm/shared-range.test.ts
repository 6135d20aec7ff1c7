import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import type { ChangeSource, ReadChanges } from '../../src/scm/change-source.ts';
import { createGithubSource } from '../../src/scm/github.ts';
import { createGitlabSource } from '../../src/scm/gitlab.ts';
import { buildHistory, type History } from './history.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import { limits } from './hosts/sources.ts';
import { fetchFrom, type StandInRequest } from './hosts/stand-in.ts';
import { shopCommits, shopPulls } from './shop-history.ts';

let history: History;

beforeAll(() => {
  history = buildHistory(shopCommits);
});

afterAll(() => history.remove());

const hosts: Record<string, (requests: StandInRequest[], isShared: boolean) => ChangeSource> = {
  GitHub: (requests, isShared) =>
    createGithubSource(
      {
        fetch: fetchFrom(githubStandIn(history, shopPulls), requests),
        clock: nodeClock,
        token: 't',
        apiUrl: 'https://host.example',
        graphqlUrl: 'https://host.example/graphql',
        slug: 'acme/shop',
      },
      isShared,
    ),
  GitLab: (requests, isShared) =>
    createGitlabSource(
      {
        fetch: fetchFrom(gitlabStandIn(history, shopPulls), requests),
        clock: nodeClock,
        token: 't',
        apiUrl: 'https://host.example/api/v4',
        graphqlUrl: 'https://host.example/api/graphql',
        path: 'acme/team/shop',
      },
      isShared,
    ),
};

async function read(source: ChangeSource, paths: readonly string[], base = 'b') {
  const range = { head: history.sha('z'), exclude: [history.sha(base)], paths };
  const reading = await source.changes(range, limits());
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

const services = [['shop/**'], ['pay/**'], ['docs/**']];

describe.each(Object.keys(hosts))(
  'services of a monorepo that are deployed together, on %s,',
  (host) => {
    const both = async (isShared: boolean): Promise<[ReadChanges[], StandInRequest[]]> => {
      const requests: StandInRequest[] = [];
      const source = hosts[host]?.(requests, isShared) as ChangeSource;
      return [await Promise.all(services.map((paths) => read(source, paths))), requests];
    };

    test('cost two requests together, and one for each path', async () => {
      const [, requests] = await both(true);
      expect(requests).toHaveLength(2 + services.length);
    });

    test('have the same changes as each alone', async () => {
      const [[shared], [alone]] = await Promise.all([both(true), both(false)]);
      const known = ({ changes, origins }: ReadChanges) => ({ changes, origins: [...origins] });
      expect(shared.map(known)).toEqual(alone.map(known));
      expect(shared.map(({ changes }) => changes.length)).toEqual([5, 5, 0]);
    });

    test('after different deployments are compared with each', async () => {
      const requests: StandInRequest[] = [];
      const source = hosts[host]?.(requests, true) as ChangeSource;
      const [one, other] = [await read(source, ['pay/**']), await read(source, ['pay/**'], 'M')];
      expect([one.changes.length, other.changes.length]).toEqual([5, 3]);
    });
  },
);
