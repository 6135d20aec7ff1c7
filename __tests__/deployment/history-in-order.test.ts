import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PastDeployment, placeInHistory } from '../../src/deployment/history.ts';
import { createHistoryInOrder } from '../../src/deployment/history-in-order.ts';

const sha = fc.option(fc.constantFrom('V1', 'V2', 'V3', 'V4', 'V5'), { freq: 8 });

const anyPast = fc.array(
  fc.record({
    sha,
    hour: fc.nat(40),
    isSuccess: fc.boolean(),
    previousSha: fc.option(fc.constantFrom('V1', 'V2', 'V9'), { freq: 1 }),
  }),
  { maxLength: 30 },
);

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

test('one after another says of every deployment what looking at all of them says', () => {
  fc.assert(
    fc.property(anyPast, (past) => {
      const deployments = past.map((one, index) => ({
        ...one,
        identifier: `d${String(index).padStart(2, '0')}`,
        finishedAt: at(one.hour),
      }));
      const successes = deployments.filter(({ isSuccess }) => isSuccess).map(asPast);
      const history = createHistoryInOrder();
      const inOrder = [...deployments].sort((a, b) =>
        `${a.finishedAt} ${a.identifier}` < `${b.finishedAt} ${b.identifier}` ? -1 : 1,
      );
      for (const one of inOrder) {
        expect(history.place(one)).toEqual(placeInHistory(one, successes));
        if (one.isSuccess) history.add(asPast(one));
      }
    }),
    { numRuns: 500 },
  );
});

test('ten commits are the most that are asked for, the newest', () => {
  const history = createHistoryInOrder();
  const shas = ['V0', ...Array.from({ length: 30 }, (_, index) => `W${index}`), 'V0'];
  for (const [index, one] of shas.entries())
    history.add({ identifier: `d${index}`, sha: one, finishedAt: at(index) });
  const { releasedBefore } = history.place({ sha: 'X', previousSha: null });
  expect(releasedBefore).toEqual(['V0', ...Array.from({ length: 9 }, (_, n) => `W${29 - n}`)]);
});

const asPast = ({ identifier, sha, finishedAt }: PastDeployment): PastDeployment => ({
  identifier,
  sha,
  finishedAt,
});
