import { describe, expect, test } from '@jest/globals';
import { jobKey } from '../../../src/backfill/hosts/github-job-keys.ts';
import { createWorkflowJobs } from '../../../src/backfill/hosts/github-workflow-files.ts';
import type { Ask } from '../../../src/scm/host-client.ts';

const api = 'https://github.test';
const sha = 'a'.repeat(40);
const blob = 'b'.repeat(40);
const path = '.github/workflows/ship.yml';
const contents = (repository: string, file: string, ref: string): string =>
  `${api}/repos/${repository}/contents/.github/workflows/${file}${ref && `?ref=${ref}`}`;

/** What is asked for a job that is shown as `name`, and its key, where these files are. */
async function keyOf(
  name: string,
  files: Readonly<Record<string, string>>,
  facts: { readonly run?: object; readonly deployment?: object } = {},
) {
  const asked: string[] = [];
  const ask: Ask = async ({ url }) => {
    asked.push(url);
    const text = files[url];
    return text === undefined
      ? { status: 404, reason: 'gone' }
      : { body: { content: Buffer.from(text).toString('base64') }, headers: {} };
  };
  const origin = {
    repository: 'acme/shop',
    deployment: facts.deployment ?? null,
    run: { path, head_sha: sha, ...facts.run },
  };
  const jobsOf = createWorkflowJobs(ask, api);
  const key = await jobKey(origin, name, jobsOf);
  expect(await jobKey(origin, name, jobsOf)).toBe(key);
  return { key, asked };
}

const own = contents('acme/shop', 'ship.yml', sha);
const now = contents('acme/shop', 'ship.yml', '');

describe('the key of a job by the name that GitHub shows', () => {
  test.each([
    ['its name', 'Ship it', 'Ship it', 'ship'],
    ['its key, where it has no name', 'null', 'ship', 'ship'],
    ['its name with the values of a matrix', 'Ship it', 'Ship it (eu, 3)', 'ship'],
    ['values with parentheses', 'Ship it', 'Ship it (eu (west), 3)', 'ship'],
    ['a name with an expression', '"Ship to ${{ matrix.region }} now"', 'Ship to eu now', 'ship'],
    ['signs that mean something elsewhere', '"Ship (.*) [x]"', 'Ship (.*) [x]', 'ship'],
    ['a name with the sign of a called workflow', 'Ship / it', 'Ship / it', 'ship'],
    ['nothing that the file knows', 'Ship it', 'Sail it (eu)', 'Sail it'],
  ])('by %s', async (_, written, shown, key) => {
    const text = `jobs:\n  build: {}\n  ship:\n    name: ${written}\n`;
    expect(await keyOf(shown, { [own]: text })).toEqual({ key, asked: [own] });
  });

  test('is none of two that it may be', async () => {
    const text = 'jobs:\n  a: { name: "${{ x }} it" }\n  b: { name: "Ship ${{ y }}" }\n';
    expect((await keyOf('Ship it', { [own]: text })).key).toBe('Ship it');
  });

  test('is that of the commit, not the one of today', async () => {
    const files = {
      [own]: 'jobs: { ship: { name: Deploy } }',
      [now]: 'jobs: { deploy: { name: Deploy } }',
    };
    expect(await keyOf('Deploy', files)).toEqual({ key: 'ship', asked: [own] });
  });

  test('is read by the content of the file, which the deployment tells, and only once', async () => {
    const url = `${api}/repos/acme/shop/git/blobs/${blob}`;
    const entries = [
      { name: 'other.yml', oid: sha },
      { name: 'ship.yml', oid: blob },
    ];
    const deployment = { commitOid: sha, commit: { workflows: { object: { entries } } } };
    const files = { [url]: 'jobs: { ship: { name: Deploy } }' };
    expect(await keyOf('Deploy', files, { deployment })).toEqual({ key: 'ship', asked: [url] });
    const elsewhere = { ...deployment, commitOid: 'c'.repeat(40) };
    expect((await keyOf('Deploy', files, { deployment: elsewhere })).asked).toEqual([own, now]);
  });

  test('is read from the file of today, where a force push took the commit away', async () => {
    const files = { [now]: 'jobs: { deploy: { name: Deploy } }' };
    expect(await keyOf('Deploy', files)).toEqual({ key: 'deploy', asked: [own, now] });
  });

  test.each(['', 'jobs: [', 'jobs: 7', 'jobs: { a: null }', '- no\n- workflow'])(
    'is its name, where the file is %j',
    async (text) => {
      expect((await keyOf('Deploy (eu)', { [own]: text })).key).toBe('Deploy');
    },
  );

  test('is its name, where nobody knows the workflow', async () => {
    expect(await keyOf('Call / Deploy (eu)', {}, { run: { path: null } })).toEqual({
      ...{ key: 'Deploy', asked: [] },
    });
  });
});

describe('the key of a job in a reusable workflow', () => {
  const caller = (uses: string, name = 'Call'): string =>
    `jobs:\n  call:\n    name: ${name}\n    uses: ${uses}\n`;
  const called = 'jobs:\n  ship:\n    name: Ship it\n';

  test('is that of the called file, at the same commit', async () => {
    const file = contents('acme/shop', 'called.yml', sha);
    const files = { [own]: caller('./.github/workflows/called.yml'), [file]: called };
    expect((await keyOf('Call / Ship it (eu)', files)).key).toBe('ship');
    expect((await keyOf('Call (eu) / Ship it', files)).key).toBe('ship');
    expect((await keyOf('Other / Ship it', files)).key).toBe('Ship it');
  });

  test('is found under a caller whose name has an expression or that very sign', async () => {
    const file = contents('acme/shop', 'called.yml', sha);
    const of = (name: string) => ({
      [own]: caller('./.github/workflows/called.yml', name),
      [file]: called,
    });
    expect((await keyOf('To eu / Ship it', of('"To ${{ matrix.x }}"'))).key).toBe('ship');
    expect((await keyOf('A / B / Ship it', of('A / B'))).key).toBe('ship');
  });

  test('of another repository is read at the commit that the run tells, through several files', async () => {
    const uses = 'acme/flows/.github/workflows/deploy.yml@v2';
    const commit = 'd'.repeat(40);
    const files = {
      [own]: caller(uses),
      [contents('acme/flows', 'deploy.yml', commit)]: caller('./.github/workflows/b.yml', 'Again'),
      [contents('acme/flows', 'b.yml', commit)]: called,
    };
    const run = { referenced_workflows: [{ path: uses, sha: commit, ref: 'refs/tags/v2' }] };
    expect((await keyOf('Call / Again / Ship it', files, { run })).key).toBe('ship');
  });

  test('that may not be read is the name that is shown', async () => {
    const uses = 'other/secret/.github/workflows/deploy.yml@main';
    const { key, asked } = await keyOf('Call / Ship it (eu)', { [own]: caller(uses) });
    expect(key).toBe('Ship it');
    expect(asked.slice(1)).toEqual([
      contents('other/secret', 'deploy.yml', 'main'),
      contents('other/secret', 'deploy.yml', ''),
    ]);
  });

  test.each([
    '../../x/.github/workflows/a.yml@v1',
    './../a.yml',
    'acme/../.github/workflows/a.yml@b',
    '7',
  ])('is not looked for at %s', async (uses) => {
    expect((await keyOf('Call / Ship it', { [own]: caller(uses) })).asked).toEqual([own]);
  });
});
