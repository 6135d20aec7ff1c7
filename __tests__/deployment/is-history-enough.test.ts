import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PastDeployment, placeInHistory } from '../../src/deployment/history.ts';
import { isHistoryEnough } from '../../src/deployment/is-history-enough.ts';
import { minimal } from './any-record.ts';

const day = 86_400_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const at = (days: number): string => new Date(start + days * day).toISOString();

/** Deployments of these commits, one a day from the first on, with the kinds that they had. */
function deployed(shas: readonly string[]): PastDeployment[] {
  const past: PastDeployment[] = [];
  for (const [index, sha] of shas.entries()) {
    const time = at(index);
    const one = { identifier: `d${index}`, sha, finishedAt: time, previousSha: null };
    const { kind } = placeInHistory(one, past);
    past.push({ identifier: one.identifier, sha, createdAt: time, finishedAt: time, kind });
  }
  return past;
}

const deployment = (sha: string, days: number, previousSha: string | null = null) => ({
  ...minimal,
  ...{ identifier: 'this', sha, previousSha, createdAt: at(days), finishedAt: at(days) },
});

/** What a search for the last days finds: those, and any of the very commit. */
const search = (past: readonly PastDeployment[], sha: string, since: number) =>
  past.filter((one) => Date.parse(one.createdAt ?? '') >= since || one.sha === sha);

const isEnough = (shas: readonly string[], sha: string, days: number): boolean => {
  const since = start + (shas.length - days) * day;
  const record = deployment(sha, shas.length);
  return isHistoryEnough(record, search(deployed(shas), sha, since), since);
};

describe('the deployments of the last days are enough', () => {
  test.each<[string, string[], string, number, boolean]>([
    ['when one of them ran before', ['a', 'b', 'c'], 'd', 2, true],
    ['when the same commit ran before', ['a', 'b', 'c'], 'c', 2, true],
    ['not when there is none', ['a', 'b', 'c'], 'd', 0, false],
    ['not when the commit ran longer ago', ['a', 'b', 'c'], 'a', 1, false],
    ['not when a rollback leads further back', ['a', 'b', 'a', 'c'], 'd', 2, false],
    ['when a rollback stays among them', ['a', 'b', 'a', 'c'], 'd', 4, true],
  ])('%s', (_, shas, sha, days, expected) => {
    expect(isEnough(shas, sha, days)).toBe(expected);
  });

  test('when there are no more', () => {
    expect(isHistoryEnough(deployment('a', 1), [], null)).toBe(true);
  });

  test('without any when the user says what ran before', () => {
    expect(isHistoryEnough(deployment('b', 9, 'a'), [], start)).toBe(true);
  });

  test('not when they are this deployment itself, or ended after it', () => {
    const [itself, later] = [deployed(['a'])[0], deployed(['a', 'b', 'c'])[2]];
    const record = { ...deployment('c', 1), identifier: 'd0' };
    const found = [itself, later].flatMap((one) => one ?? []);
    expect(isHistoryEnough(record, found, start)).toBe(false);
  });
});

test('where they are enough, they say the same as all there ever were', () => {
  const commit = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(
      fc.array(commit, { maxLength: 12 }),
      commit,
      fc.integer({ min: 0, max: 12 }),
      (shas, sha, days) => {
        fc.pre(isEnough(shas, sha, days));
        const past = deployed(shas);
        const since = start + (shas.length - days) * day;
        const one = { ...deployment(sha, shas.length), previousSha: null };
        const known = placeInHistory(one, search(past, sha, since));
        const { releasedBefore, ...whole } = placeInHistory(one, past);
        expect(known).toMatchObject(whole);
        // What a rollback from before the window took back is left to a recompute, which sees it.
        expect(releasedBefore.slice(0, known.releasedBefore.length)).toEqual(known.releasedBefore);
      },
    ),
    { numRuns: 2_000 },
  );
});
