import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { commonOptions } from '../../src/entry/command.ts';
import { commands } from '../../src/entry/commands.ts';
import { everyOption } from '../../src/options/every-option.ts';
import { parseFlags } from '../../src/options/flags.ts';
import { reportOptions } from '../../src/options/schema.ts';
import { codeBlocks, crowdedLines, localLinks } from '../../tools/rules/markdown.ts';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { type ShownCommand, shownCommands } from '../../tools/rules/shell-commands.ts';
import { languageServerProblems } from './language-server.ts';
import { root } from './project.ts';

jest.setTimeout(60_000); // the language server takes seconds to start on a machine that is busy

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = projectFiles(root).filter((path) => path.endsWith('.md'));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** Their YAML is that of other CI systems. */
const otherSystems = 'docs/ci/';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** What a YAML example is: a workflow, or lines of the config file and of inputs; anything else is a slip. */
function asWorkflow(text: string): string | undefined {
  const value = parse(text);
  if (Array.isArray(value)) return asWorkflow(stringify({ steps: value }));
  if ('steps' in value)
    return asWorkflow(stringify({ jobs: { job: { 'runs-on': 'ubuntu-latest', ...value } } }));
  if ('jobs' in value) return 'on' in value ? text : `on: push\n${text}`;
  const unknown = Object.keys(value).filter((key) => !(key in everyOption) && key !== 'names');
  if (unknown.length > 0) throw new Error(`neither a workflow nor options: ${unknown.join(', ')}`);
  return undefined;
}

/** Inputs that steps give to this action and that it does not have. */
function unknownInputs(workflow: string): string[] {
  const jobs = Object.values(parse(workflow).jobs as Record<string, { steps?: Step[] }>);
  return jobs
    .flatMap((job) => job.steps ?? [])
    .filter(({ uses }) => uses === './' || uses?.startsWith('org/port-dora-action@'))
    .flatMap((step) => Object.keys(step.with ?? {}))
    .filter((input) => !(input in reportOptions));
}

/** Why a command that a page shows would not be understood. */
function commandProblem({ program, args }: ShownCommand): string | undefined {
  const shown = [program, ...args].join(' ');
  if (program === 'npm run') return args[0] && args[0] in scripts ? undefined : shown;
  const [name = '', ...rest] = program === 'reporter' ? ['report', ...args] : args;
  if (name === '' || name.startsWith('--')) return undefined;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return shown;
  try {
    parseFlags(rest, { ...command.options, ...commonOptions });
    return undefined;
  } catch (error) {
    return `${shown}: ${String(error)}`;
  }
}

describe('documents', () => {
  test('show workflows and options that are valid', async () => {
    const workflows = new Map<string, string>();
    for (const page of pages.filter((path) => !path.startsWith(otherSystems))) {
      for (const { language, text, line } of codeBlocks(read(page))) {
        const workflow = language === 'yaml' ? asWorkflow(text) : undefined;
        if (workflow)
          workflows.set(`.github/workflows/${page.replaceAll('/', '-')}-${line}.yml`, workflow);
      }
    }
    expect(workflows.size).toBeGreaterThan(0);
    expect([...workflows.values()].flatMap(unknownInputs)).toEqual([]);
    expect(await languageServerProblems(workflows)).toEqual([]);
  });

  test('show YAML that is YAML, whatever system it is for', () => {
    for (const page of pages) {
      for (const { text } of codeBlocks(read(page)).filter(({ language }) => language === 'yaml')) {
        const problems = parseAllDocuments(text).flatMap((document) => document.errors);
        expect([page, problems]).toEqual([page, []]);
      }
    }
  });

  test('and examples give inputs that the action has', () => {
    const isForGithub = (path: string): boolean => /^examples\/[^/]+\.yml$/.test(path);
    const examples = projectFiles(root, 'examples').filter(isForGithub);
    expect(examples.flatMap((path) => unknownInputs(read(path)))).toEqual([]);
  });

  test('show JSON that is JSON', () => {
    for (const page of pages) {
      for (const block of codeBlocks(read(page)).filter(({ language }) => language === 'json')) {
        expect(() => JSON.parse(block.text)).not.toThrow();
      }
    }
  });

  test('show commands that exist, with options that they have', () => {
    const shown = pages.flatMap((page) => shownCommands(read(page)));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.map(commandProblem).filter((problem) => problem !== undefined)).toEqual([]);
  });

  test.each(pages)('lead somewhere: %s', (page) => {
    const dead = localLinks(read(page)).filter((to) => !existsSync(join(root, dirname(page), to)));
    expect(dead).toEqual([]);
  });

  test.each(pages)('have one sentence a line: %s', (page) => {
    expect(crowdedLines(read(page))).toEqual([]);
  });
});

describe('a slip in a document is found', () => {
  test('in an example', () => {
    expect(() => asWorkflow('enviroment: production')).toThrow('enviroment');
    expect(asWorkflow('- run: echo')).toContain('jobs:');
    const steps = '- uses: org/port-dora-action@v1\n  with:\n    enviroment: production';
    expect(unknownInputs(asWorkflow(steps) ?? '')).toEqual(['enviroment']);
  });

  test('in a command', () => {
    const page = [
      'Run `port-dora reprot` or `npm run chekc`.',
      '```sh',
      'PORT_DORA_SERVICE=shop port-dora report --enviroment production # reports',
      'node dist/index.js && node dist/cli/index.js local-port --port 8080',
      'port-dora --version',
      '```',
    ].join('\n');
    expect(shownCommands(page).map(commandProblem)).toEqual([
      expect.stringContaining('unknown option --enviroment'),
      undefined,
      undefined,
      undefined,
      'port-dora reprot',
      'npm run chekc',
    ]);
  });

  test('in a link and in a line', () => {
    expect(localLinks('[a](docs/a.md#b) [c](https://example.com) [d](#e)')).toEqual(['docs/a.md']);
    expect(crowdedLines('One. Two.\n\n| One. Two. |\n\nIt is `a. B`.\n')).toEqual(['1: One. Two.']);
    expect(() => codeBlocks('```sh\nls')).toThrow('not closed');
  });
});
