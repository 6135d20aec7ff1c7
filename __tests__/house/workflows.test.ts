import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { actionlintProblems } from './actionlint.ts';
import { languageServerProblems } from './language-server.ts';
import { root } from './project.ts';

jest.setTimeout(60_000); // both linters take seconds to start on a machine that is busy

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const contents = (paths: readonly string[]) => new Map(paths.map((path) => [path, read(path)]));

const workflows = projectFiles(root, '.github/workflows');
const examples = projectFiles(root, 'examples').filter((path) =>
  /^examples\/[^/]+\.yml$/.test(path),
);
/** Linters know a workflow by its folder, so examples are shown to them as if they stood there. */
const asWorkflows = new Map([
  ...contents(workflows),
  ...examples.map(
    (path) => [`.github/workflows/${path.replaceAll('/', '-')}`, read(path)] as const,
  ),
]);

const broken = `
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    needs: nowhere
    steps:
      - run: echo "\${{ github.event.pull_request.title }}"
      - run: echo "\${{ nothing.at.all }}"
        shel: bash
`;

describe('workflows and examples', () => {
  test('are there to be checked', () => {
    expect(workflows).toContain('.github/workflows/ci.yml');
    expect(examples.length).toBeGreaterThan(5);
  });

  test('hold before the language server of GitHub, as action.yml does', async () => {
    const files = new Map([...asWorkflows, ['action.yml', read('action.yml')]]);
    expect(await languageServerProblems(files)).toEqual([]);
  });

  test('hold before actionlint', () => {
    expect(actionlintProblems(asWorkflows)).toEqual([]);
  });

  test('do not hold when they are broken', async () => {
    const files = new Map([['.github/workflows/broken.yml', broken]]);
    const server = (await languageServerProblems(files)).join('\n');
    expect(server).toContain('shel');
    expect(server).toContain('nothing');
    const lint = actionlintProblems(files).join('\n');
    expect(lint).toContain('nowhere');
    expect(lint).toContain('"github.event.pull_request.title" is potentially untrusted');
  });

  test('do not hold when action.yml is broken', async () => {
    const text = read('action.yml').replace(/using: .*/, 'using: node9');
    const problems = await languageServerProblems(new Map([['action.yml', text]]));
    expect(problems.join()).toContain('node9');
  });
});

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { 'timeout-minutes'?: number; steps: { uses?: string }[] }>
  >;
}

/** A full commit hash cannot be moved to other code; the version beside it is for people and for dependabot. */
const pinned = /^\s*(- )?uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

describe('our own workflows', () => {
  test.each(workflows)('give no rights by default in %s', (path) => {
    const { permissions } = parse(read(path)) as Workflow;
    expect(permissions).toBeDefined();
    for (const [name, right] of Object.entries(permissions ?? {})) {
      expect(`${name}: ${right}`).toBe('contents: read');
    }
  });

  test.each(workflows)('end every job in time in %s', (path) => {
    for (const job of Object.values((parse(read(path)) as Workflow).jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    }
  });

  test.each(workflows)('pin every action by its hash in %s', (path) => {
    const uses = read(path)
      .split('\n')
      .filter((line) => line.includes('uses:'));
    for (const line of uses) expect(line).toMatch(pinned);
  });

  test('pin one action by one hash', () => {
    const hashes = new Map<string, string>();
    for (const [, action = '', rest = ''] of workflows.flatMap((path) => [
      ...read(path).matchAll(/uses: ([^@\n]+)@(.+)/g),
    ])) {
      expect(`${action}@${rest}`).toBe(`${action}@${hashes.get(action) ?? rest}`);
      hashes.set(action, rest);
    }
  });
});
