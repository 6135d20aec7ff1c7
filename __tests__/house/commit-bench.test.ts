import { describe, expect, test } from '@jest/globals';
import { type CommitFindings, renderCommits } from '../../bench/commit-findings.ts';

const found = (edit: Partial<CommitFindings>): CommitFindings => ({
  source: 'git',
  count: 100,
  length: 1_000,
  milliseconds: 310.4,
  time: 1,
  memoryKib: 52 * 1024,
  memory: 1,
  requests: 2,
  ...edit,
});

describe('the benchmark of commits', () => {
  const byCount = [found({ count: 10 }), found({ count: 5_000, time: 4.3, memory: 2.42 })];

  test('says what each number of commits costs, as a multiple of the smallest', () => {
    const lines = renderCommits(5, byCount, [found({})]).split('\n');
    expect(lines[3]).toMatch(/git +5,000 +310 ms +4\.30 x +52 MiB +2\.42 x +2$/);
  });

  test.each([
    [1.4, 'ok'],
    [1.6, 'MISSED'],
  ])('a longer history that costs %d times as much: %s', (time, verdict) => {
    const byLength = [found({}), found({ length: 20_000, time })];
    expect(renderCommits(5, byCount, byLength)).toMatch(new RegExp(`${verdict}$`));
  });
});
