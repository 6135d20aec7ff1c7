import { expect, test } from '@jest/globals';
import { renderBackfill } from '../../bench/backfill-findings.ts';

const found = {
  count: 100_000,
  milliseconds: 16_000,
  time: 0.08,
  requests: 5_003,
  memoryKib: 122_000,
};
const one = { count: 1_000, milliseconds: 2_000 };

test('the benchmark of backfills says what each deployment costs, and that the aims are met', () => {
  const text = renderBackfill(one, [found]);
  expect(text).toMatch(/100,000 +16\.0 s +0\.16 ms +0\.08 x +5,003 +119 MiB/);
  expect(text.match(/ok$/gm)).toHaveLength(2);
});

test('the benchmark of backfills says which aims are missed', () => {
  const text = renderBackfill(one, [{ ...found, requests: 100_000, memoryKib: 400_000 }]);
  expect(text.match(/MISSED$/gm)).toHaveLength(2);
});
