import { expect, test } from '@jest/globals';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import type { ChangeRange, ChangeSource } from '../../src/scm/change-source.ts';
import { placeRecord } from '../../src/scm/place-record.ts';
import { hour } from './history.ts';

const [v1, v2, v3, v4] = ['1', '2', '3', '4'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];

const record: DeploymentRecord = {
  ...{ identifier: 'this', service: 'shop', environment: 'Production', status: 'Success' },
  ...{ createdAt: hour(39), finishedAt: hour(40), sha: v4 },
};

const past = [v1, v2, v3].map((sha, index) => ({
  ...{ identifier: `d${index}`, sha, finishedAt: hour(index) },
}));

async function place(edit: Partial<DeploymentRecord>, truncated = false) {
  const asked: ChangeRange[] = [];
  const source: ChangeSource = {
    id: 'git',
    changes: async (range) => {
      asked.push(range);
      const change = { sha: v4, authoredAt: hour(30) };
      return { changes: [change], origins: new Map(), truncated, source: 'git', notes: [] };
    },
  };
  const placed = await placeRecord(
    { ...record, ...edit },
    {
      earlierOf: async () => ({
        deployments: [...past, { identifier: 'later', sha: v4, finishedAt: hour(50) }],
        ...{ from: 'Port', notices: [] },
      }),
      ...{ sources: [source], limits: { commits: 5_000, deadline: Number.POSITIVE_INFINITY } },
      ...{ pathsOf: () => null, branch: null, hotfixRules: [], matchesName: () => false },
      leavesOutBots: false,
    },
  );
  return { ...placed, asked };
}

test('all that ran before is handed on, not what ran later', async () => {
  const { asked } = await place({});
  expect(asked).toEqual([{ head: v4, exclude: [v3], ranBefore: [v1, v2, v3], paths: null }]);
});

test('where the user says what ran before, that is all that counts', async () => {
  const { asked } = await place({ previousSha: v1 });
  expect(asked).toEqual([{ head: v4, exclude: [v1], ranBefore: [], paths: null }]);
});

test('a range that was cut off is recorded and said', async () => {
  const note = 'there are more than 5000 commits: only the newest were looked at';
  const cut = await place({}, true);
  expect(cut.record.changesTruncated).toBe(true);
  expect(cut.notices).toContain(note);
  expect((await place({})).notices).not.toContain(note);
});
