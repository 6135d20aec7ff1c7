import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leadTimeOf, median } from '../../src/deployment/lead-time.ts';
import type { Change } from '../../src/deployment/record.ts';

const finishedAt = '2026-01-10T12:00:00.000Z';
const hoursBefore = (hours: number): string =>
  new Date(Date.parse(finishedAt) - hours * 3_600_000).toISOString();
const change = (hours: number, pullRequest: Change['pullRequest'] = null): Change => ({
  sha: `c${hours}`,
  authoredAt: hoursBefore(hours),
  pullRequest,
});
const standard = { status: 'Success', kind: 'standard', finishedAt } as const;

describe('the lead time of a deployment', () => {
  test.each([
    ['of one change is its own', [5], 5],
    ['of three is the middle one', [1, 100, 3], 3],
    ['of four is the mean of the two in the middle', [1, 2, 4, 100], 3],
    ['of a change in the very moment is zero', [0], 0],
  ])('%s', (_, hours, expected) => {
    expect(
      leadTimeOf(
        standard,
        hours.map((one) => change(one)),
      ).hours,
    ).toBe(expected);
  });

  test('leaves out changes that are dated after the deployment, and says how many', () => {
    const { hours, warnings } = leadTimeOf(standard, [change(-2), change(4), change(6)]);
    expect(hours).toBe(5);
    expect(warnings).toEqual([expect.stringContaining('1 of 3 changes')]);
  });

  test('is none with a reason when all changes are dated after it', () => {
    expect(leadTimeOf(standard, [change(-1)])).toMatchObject({
      hours: null,
      reason: expect.stringContaining('no change'),
    });
  });

  test.each([
    ['baseline', 'Success', 'baseline'],
    ['redeploy', 'Success', 'redeploy'],
    ['rollback', 'Success', 'rollback'],
    ['standard', 'Failed', 'failed'],
  ] as const)('is none for %s that ended %s: %s', (kind, status, reason) => {
    expect(leadTimeOf({ status, kind, finishedAt }, [change(3)])).toMatchObject({
      hours: null,
      reason,
    });
  });

  test('is none without changes', () => {
    expect(leadTimeOf(standard, [])).toMatchObject({ hours: null, reason: 'no changes' });
  });
});

describe('the split', () => {
  test('runs from the first commit to opened, merged and deployed', () => {
    const pullRequest = {
      number: 7,
      url: null,
      firstCommitAt: hoursBefore(30),
      createdAt: hoursBefore(20),
      mergedAt: hoursBefore(4),
    };
    expect(leadTimeOf(standard, [change(30, pullRequest)]).split).toEqual({
      codingHours: 10,
      reviewHours: 16,
      deployHours: 4,
    });
  });

  test('of commits without a pull request is none', () => {
    expect(leadTimeOf(standard, [change(3)]).split).toBeNull();
  });

  test('leaves out parts that are negative or not known, and says which are negative', () => {
    const pullRequest = { number: 7, url: null, createdAt: hoursBefore(40), mergedAt: null };
    const { split, warnings, splitWarnings } = leadTimeOf(standard, [change(30, pullRequest)]);
    expect(split).toEqual({ codingHours: null, reviewHours: null, deployHours: null });
    expect(warnings).toEqual([]);
    expect(splitWarnings).toEqual([
      '1 of 1 changes have no coding time: their pull request was opened before its first commit was written',
    ]);
  });

  test('of some changes leaves out the others, part by part', () => {
    const pull = (edit: object) => ({
      ...{ number: 7, url: null, firstCommitAt: hoursBefore(30) },
      ...{ createdAt: hoursBefore(20), mergedAt: hoursBefore(4) },
      ...edit,
    });
    const changes = [
      change(30, pull({})),
      change(28, pull({ createdAt: hoursBefore(2) })),
      change(26, pull({ mergedAt: hoursBefore(-1) })),
    ];
    const { hours, split, splitWarnings } = leadTimeOf(standard, changes);
    expect(hours).toBe(28);
    expect(split).toEqual({ codingHours: 10, reviewHours: 18.5, deployHours: 4 });
    expect(splitWarnings).toEqual([
      '1 of 3 changes have no review time: their pull request was merged before it was opened',
      '1 of 3 changes have no deploy time: their pull request was merged after the deployment',
    ]);
  });
});

test('the median lies between the values, whatever their order', () => {
  const values = fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (numbers) => {
      const middle = median(numbers) ?? Number.NaN;
      const below = numbers.filter((one) => one <= middle).length;
      const above = numbers.filter((one) => one >= middle).length;
      expect(Math.min(below, above)).toBeGreaterThanOrEqual(numbers.length / 2);
      expect(median([...numbers].reverse())).toBe(middle);
    }),
  );
});
