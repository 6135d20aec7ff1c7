import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import { createGitSource } from '../../src/scm/git.ts';
import { buildHistory, type History, hour } from './history.ts';
import { limits } from './hosts/sources.ts';

let history: History;
let base: string;

beforeAll(() => {
  history = buildHistory([{ id: 'base', parents: [] }]);
  base = history.sha('base');
});

afterAll(() => history.remove());

/** A commit as an old tool may have written it: `git commit` itself would refuse the zone. */
function commit(time: string): string {
  const tree = history.run('rev-parse', `${base}^{tree}`).trim();
  const person = `Jane <a@example.com> ${time}`;
  const input = `tree ${tree}\nparent ${base}\nauthor ${person}\ncommitter ${person}\n\nodd\n`;
  const write = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
  return execFileSync('git', write, { cwd: history.folder, encoding: 'utf8', input }).trim();
}

const read = (head: string) =>
  createGitSource({ git: history.git, clock: nodeClock, mayDeepen: false }).changes(
    { head, exclude: [base], paths: null },
    limits(),
  );

const seconds = Date.parse(hour(30)) / 1000;

test.each(['+0000', '-0330', '+1345', '+1500', '-9999', '+051800'])(
  'a commit in the zone %s is dated by its moment',
  async (zone) => {
    expect(await read(commit(`${seconds} ${zone}`))).toMatchObject({
      changes: [{ authoredAt: hour(30) }],
    });
  },
);

test.each(['0 +0000', '99999999999999 +0000'])(
  'a commit of the time %s has none, and that is said',
  async (time) => {
    expect(await read(commit(time))).toMatchObject({
      changes: [],
      notes: expect.arrayContaining([
        expect.stringMatching(/^1 commit has no readable author time/),
      ]),
    });
  },
);
