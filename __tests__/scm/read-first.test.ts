import { expect, test } from '@jest/globals';
import type { ChangeReading, ChangeSource } from '../../src/scm/change-source.ts';
import { readFirst } from '../../src/scm/read-first.ts';
import { limits } from './hosts/sources.ts';

const range = { head: 'a'.repeat(40), exclude: ['b'.repeat(40)], paths: null };

const source = (id: ChangeSource['id'], reading: ChangeReading): ChangeSource => ({
  id,
  changes: async () => reading,
});

const fromGit: ChangeReading = {
  changes: [],
  origins: new Map(),
  truncated: false,
  source: 'git',
  notes: ['from git'],
};

test('the next source is asked when a better one cannot tell, and the reading says why', async () => {
  const sources = [source('github', { reason: 'GitHub is down' }), source('git', fromGit)];
  expect(await readFirst(sources, range, limits())).toEqual({
    ...fromGit,
    notes: ['GitHub is down', 'from git'],
  });
});

test('no other source is asked when the best one can tell', async () => {
  const never: ChangeSource = {
    id: 'github',
    changes: () => Promise.reject(new Error('was asked')),
  };
  expect(await readFirst([source('git', fromGit), never], range, limits())).toEqual(fromGit);
});

test('all reasons are told once when no source can tell', async () => {
  const down = source('github', { reason: 'no earlier deployment' });
  const none = source('git', { reason: 'there is no git checkout' });
  expect(await readFirst([down, down, none], range, limits())).toEqual({
    reason: 'no earlier deployment; there is no git checkout',
  });
  expect(await readFirst([], range, limits())).toEqual({ reason: 'there is no source of changes' });
});
