import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { ciMarks } from '../../src/ci/detect-ci.ts';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import { argo } from '../../src/ci/providers/argo.ts';
import { harness } from '../../src/ci/providers/harness.ts';
import { teamcity } from '../../src/ci/providers/teamcity.ts';
import { parseTime } from '../../src/deployment/time.ts';
import { root } from './project.ts';

const pages = [
  'bitbucket',
  'buildkite',
  'harness',
  'woodpecker',
  'drone',
  'travis',
  'teamcity',
  'codebuild',
  'argo',
  'generic',
];
const shells = ['bash', 'dash'];
const noSources = {
  event: { name: null, payload: null },
  hints: { jobId: null, jobStatus: null },
  checkout: null,
};
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const npmPackage = `port-dora-action@${version}`;
const invocation = `timeout 120 npx --yes ${npmPackage} report`;

interface Block {
  readonly language: string;
  readonly code: string;
}

/** The fenced blocks of a page in the order in which they stand. */
function blocks(page: string): readonly Block[] {
  const text = readFileSync(join(root, 'docs/ci', `${page}.md`), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }));
}

/** Every text in a YAML value; a broken document throws. */
function textsOf(yaml: string): readonly string[] {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const document of parseAllDocuments(yaml, { merge: true, uniqueKeys: true })) {
    if ('errors' in document && document.errors[0]) throw document.errors[0];
    collect('toJS' in document ? document.toJS() : null);
  }
  return texts;
}

/** The commands of a page that report, as the shell gets them. */
function reportCommands(page: string): readonly string[] {
  const found = blocks(page).flatMap(({ language, code }) => {
    if (language === 'yaml') return textsOf(code);
    if (language === 'kotlin') {
      return [...code.matchAll(/scriptContent = """([\s\S]*?"?)"""/g)].map(([, text = '']) => text);
    }
    return language === 'bash' || language === 'sh' ? [code] : [];
  });
  return found
    .filter((text) => text.includes('port-dora-action'))
    .map((text) => (page === 'buildkite' ? text.replaceAll('$$', '$') : text));
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'port-dora-snippets-'));
  for (const tool of ['timeout', 'cat', 'date', 'sleep']) {
    symlinkSync(`/usr/bin/${tool}`, join(folder, tool));
  }
  program('buildkite-agent', 'printf %s "$*"');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** `npx` as it is on a good day or a bad one; `null` when it is not there. */
function npx(behaviour: string | null): void {
  rmSync(join(folder, 'npx'), { force: true });
  const record = `for one in "$@"; do printf '%s\\0' "$one"; done > "${folder}/arguments"`;
  if (behaviour !== null) program('npx', `${record}\n${behaviour}`);
}

const argumentsOfNpx = (): readonly string[] =>
  readFileSync(join(folder, 'arguments'), 'utf8').split('\0').slice(0, -1);

function run(shell: string, script: string, variables: Readonly<Record<string, string>> = {}) {
  // As CI systems run it: the first command that fails ends the script.
  const { status, stdout, error } = spawnSync(`/bin/${shell}`, ['-e', '-c', script], {
    cwd: folder,
    env: { PATH: folder, BUILDKITE_COMMAND_EXIT_STATUS: '1', ...variables },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout };
}

describe.each(pages)('the page of %s', (page) => {
  test('has a place for the facts, and YAML that can be read', () => {
    const text = readFileSync(join(root, 'docs/ci', `${page}.md`), 'utf8');
    expect(text).toMatch(/<!-- facts:start -->\n[\s\S]*<!-- facts:end -->/);
    for (const { language, code } of blocks(page)) if (language === 'yaml') textsOf(code);
  });

  test('reports by the same command everywhere', () => {
    const commands = reportCommands(page);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toContain(invocation);
  });

  test.each([
    ['works', 'exit 0', false],
    ['fails', 'exit 1', true],
    ['hangs', 'sleep 30', true],
    ['is not there', null, true],
  ])('never fails the job when npx %s', (_case, behaviour, isSaid) => {
    npx(behaviour);
    // The script for any other CI ends as the deployment does; it has tests of its own.
    for (const command of page === 'generic' ? [] : reportCommands(page)) {
      for (const shell of shells) {
        const { status, stdout } = run(shell, command.replace('timeout 120', 'timeout 0.3'), {
          PORT_DORA_ENVIRONMENT: 'Production',
        });
        expect([status, stdout.includes('NOT REPORTED')]).toEqual([0, isSaid]);
        if (behaviour !== null) {
          expect(argumentsOfNpx()).toEqual(['--yes', npmPackage, 'report']);
        }
      }
    }
  });
});

describe('what the pages map', () => {
  test.each([
    ['teamcity', teamcity, /"env\.(\w+)"|^\| `(\w+)` \|/gm],
    ['argo', argo, /- name: (ARGO_\w+)|`(ARGO_\w+)`/g],
    ['harness', harness, /^\| `(\w+)` \|/gm],
  ])('is read by the provider of %s', (page, provider, names) => {
    const env = environmentReader({});
    ciMarks[provider.id](env);
    provider.read(env, noSources);
    const asked = env.asked().map(({ name }) => name);
    const text = readFileSync(join(root, 'docs/ci', `${page}.md`), 'utf8');
    const mapped = [...text.matchAll(names)].map(([, one, other]) => one ?? other ?? '');
    expect(mapped.length).toBeGreaterThan(8);
    for (const name of mapped) if (!name.startsWith('PORT_')) expect(asked).toContain(name);
  });

  test('are times that can be read', () => {
    const dates = pages.flatMap((page) =>
      blocks(page).flatMap(({ code }) => code.match(/date -u [+-]\S+?(?=[)"' ]|$)/gm) ?? []),
    );
    expect(new Set(dates).size).toBe(2);
    for (const date of new Set(dates)) {
      expect(parseTime(run('dash', date).stdout)).toHaveProperty('value');
    }
  });
});

describe('the hook for Buildkite', () => {
  test('reports nothing from a job that did not deploy', () => {
    npx('exit 0');
    rmSync(join(folder, 'arguments'), { force: true });
    const hook = blocks('buildkite').find(({ code }) => code.startsWith('if [ -n'))?.code ?? '';
    expect(run('bash', hook).status).toBe(0);
    expect(() => argumentsOfNpx()).toThrow('ENOENT');
  });
});

describe('the script for any other CI', () => {
  const script = blocks('generic').find(({ language }) => language === 'sh')?.code ?? '';
  const hostile = '$(touch gone) `id` "; exit 7 # \' & % é\n--status=success';

  test.each([
    [0, 'success'],
    [3, 'failure'],
  ])('ends as a deployment with exit code %i and reports %s', (code, status) => {
    program('deploy.sh', `exit ${code}`);
    for (const shell of shells) {
      for (const reporter of ['exit 0', 'exit 1', null]) {
        npx(reporter);
        const variables = { BUILD_ID: '7', BUILD_LINK: '', BUILD_USER: hostile };
        expect(run(shell, script, variables).status).toBe(code);
        if (reporter === null) continue;
        expect(argumentsOfNpx()).toEqual([
          ...['--yes', npmPackage, 'report'],
          ...[`--status=${status}`, '--service=shop', '--environment=Production'],
          ...['--run-id=7', '--run-url=', `--actor=${hostile}`],
        ]);
      }
    }
  });
});
