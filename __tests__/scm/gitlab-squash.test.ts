import { afterEach, describe, expect, test } from '@jest/globals';
import type { ReadChanges } from '../../src/scm/change-source.ts';
import { buildHistory, type History, type HistoryCommit, hour } from './history.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import type { PullRequestFacts } from './hosts/pull-request-facts.ts';
import { gitlabAt, limits } from './hosts/sources.ts';
import { fetchFrom } from './hosts/stand-in.ts';

let history: History;

afterEach(() => history.remove());

const own: readonly HistoryCommit[] = [
  { id: 'base', parents: [], authoredAt: hour(0) },
  { id: 'w1', parents: ['base'], authoredAt: hour(1) },
  { id: 'w2', parents: ['w1'], authoredAt: hour(2) },
];

const pull = (edit: Partial<PullRequestFacts>): PullRequestFacts => ({
  number: 7,
  title: 'Add the cart',
  createdAt: hour(3),
  mergedAt: hour(10),
  method: 'squash',
  own: ['w1', 'w2'],
  made: ['squash'],
  ...edit,
});

async function read(
  commits: readonly HistoryCommit[],
  pulls: readonly PullRequestFacts[],
  head: string,
): Promise<ReadChanges> {
  history = buildHistory(commits);
  const fetch = fetchFrom(gitlabStandIn(history, pulls));
  const source = gitlabAt({ url: 'https://gitlab.example', fetch });
  const range = { head: history.sha(head), exclude: [history.sha('base')], paths: null };
  const reading = await source.changes(range, limits());
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

const squash = (message: string, committedAt = hour(10)): HistoryCommit => ({
  id: 'squash',
  parents: ['base'],
  message,
  authoredAt: committedAt,
  committedAt,
});

describe('a squash commit on GitLab', () => {
  test('below a merge commit is dated by the own commits of its merge request', async () => {
    const merge = {
      id: 'merge',
      parents: ['base', 'squash'],
      message: 'Merge',
      authoredAt: hour(10),
    };
    const { changes } = await read(
      [...own, squash('anything at all'), merge],
      [pull({ made: ['squash', 'merge'] })],
      'merge',
    );
    expect(changes).toMatchObject([
      { authoredAt: hour(1), pullRequest: { number: 7, firstCommitAt: hour(1) } },
    ]);
  });

  test.each([
    ['its title', 'Add the cart\n\nbody'],
    ['a number in its title', 'Cart, finally (!7)'],
    ['a reference in its body', 'Cart\n\nSee merge request acme/shop!7'],
  ])('that was fast-forwarded is found by %s', async (_, message) => {
    const { changes } = await read([...own, squash(message)], [pull({})], 'squash');
    expect(changes).toMatchObject([{ authoredAt: hour(1), pullRequest: { number: 7 } }]);
  });

  test('that waited in a merge train is found too', async () => {
    const { changes } = await read([...own, squash('Add the cart', hour(6))], [pull({})], 'squash');
    expect(changes).toMatchObject([{ authoredAt: hour(1), pullRequest: { number: 7 } }]);
  });

  test('belongs to the first merge request of its title that was merged after it', async () => {
    const earlier = pull({ number: 6, mergedAt: hour(9), own: [], made: [] });
    const later = pull({ number: 8, mergedAt: hour(12), own: ['w2'] });
    const { changes } = await read(
      [...own, squash('Add the cart')],
      [earlier, later, pull({})],
      'squash',
    );
    expect(changes).toMatchObject([{ pullRequest: { number: 7 } }]);
  });

  test('that no merge request explains keeps its own date', async () => {
    const { changes, notes } = await read([...own, squash('by hand')], [pull({})], 'squash');
    expect(changes).toMatchObject([{ authoredAt: hour(10), pullRequest: null }]);
    expect(notes).toEqual([]);
  });

  test('is not looked for in more pages than there are pages of commits, and that is said', async () => {
    const others = Array.from({ length: 150 }, (_, index) =>
      pull({ number: 100 + index, title: `other ${index}`, mergedAt: hour(20), own: [], made: [] }),
    );
    const { changes, notes } = await read(
      [...own, squash('Add the cart')],
      [...others, pull({})],
      'squash',
    );
    expect(changes).toMatchObject([{ pullRequest: null }]);
    expect(notes.join()).toMatch(
      /1 of 1 commits are not known.*more merge requests were merged since/,
    );
  });
});

test('a merge request of more than a hundred commits is dated by its first', async () => {
  const line = Array.from(
    { length: 120 },
    (_, index): HistoryCommit => ({
      id: `n${index}`,
      parents: [index === 0 ? 'base' : `n${index - 1}`],
      authoredAt: hour(index + 1),
    }),
  );
  const many = pull({
    method: 'fast-forward',
    own: line.map(({ id }) => id),
    made: ['n119'],
    mergedAt: hour(200),
  });
  const { changes } = await read([...own.slice(0, 1), ...line], [many], 'n119');
  expect(changes).toHaveLength(120);
  expect(changes[0]).toMatchObject({ pullRequest: { number: 7, firstCommitAt: hour(1) } });
});
