import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runDemo } from '../../src/demo/run-demo.ts';
import { onDemoStage } from '../../src/entry/demo-stage.ts';
import { type LocalPort, startLocalPort } from '../../src/local-port/index.ts';
import { root } from '../house/project.ts';

let local: LocalPort;
const path = process.env.PATH;

beforeEach(async () => {
  local = await startLocalPort({});
});

afterEach(async () => {
  process.env.PATH = path;
  await local.close();
});

const lines: string[] = [];
const play = () =>
  onDemoStage(local, (line) => lines.push(line), runDemo, join(root, 'dist/index.js'));

test('the built reporter tells the story of the demo, without git or anything else installed', async () => {
  process.env.PATH = '';
  const { allRight, entities, reported } = await play();
  const shown = lines.join('\n').split('\n');
  expect(shown.filter((line) => line.includes('this is a bug'))).toEqual([]);
  expect([allRight, reported, entities.length]).toEqual([true, 6, 46]);
  const kinds = entities
    .filter(({ identifier }) => identifier.startsWith('acme/shop/'))
    .map(({ properties }) => properties.kind);
  expect(kinds).toEqual(['baseline', 'standard', 'standard', 'standard', 'rollback', 'hotfix']);
  expect(shown).toContainEqual(
    expect.stringMatching(/#12 One-page checkout +1 d 6 h +2 d 22 h +1 d 8 h$/),
  );
  expect(shown).toContainEqual(expect.stringMatching(/Recovery Time \(Hours\) +1 /));
  expect(shown.length).toBeLessThan(140);
}, 60_000);
