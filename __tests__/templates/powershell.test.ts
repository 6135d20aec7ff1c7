import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { parse } from 'yaml';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { root } from '../house/project.ts';
import { scriptOf, stepTemplate } from './octopus/run-step.ts';

const grammar = createRequire(import.meta.url).resolve(
  'tree-sitter-powershell/tree-sitter-powershell.wasm',
);
let parser: Parser;
beforeAll(async () => {
  // Making the grammar fast takes Node half a minute, and reading a few scripts without that a moment.
  setFlagsFromString('--liftoff-only');
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  setFlagsFromString('--no-liftoff-only');
});

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What stands under `powershell:` or `pwsh:` anywhere in a template of Azure. */
function stepsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    /^(powershell|pwsh)$/.test(key) && typeof one === 'string' ? [one] : stepsIn(one),
  );
}

/** No PowerShell can be had for these tests; a parser of its grammar at least finds what could never run. */
const scripts: readonly (readonly [string, string])[] = [
  ...projectFiles(root, '*.ps1').map((path) => [path, read(path)] as const),
  ['the step template of Octopus', scriptOf(stepTemplate('report-deployment-powershell'))],
  ...stepsIn(parse(read('azure-pipelines-template.yml'))).map(
    (script, index) => [`step ${index + 1} of the template of Azure`, script] as const,
  ),
  ...projectFiles(root, 'docs').flatMap((page) =>
    page.endsWith('.md')
      ? codeBlocks(read(page))
          .filter(({ language }) => language === 'powershell')
          .map(({ text, line }) => [`${page}:${line}`, text] as const)
      : [],
  ),
];

/** Lines that the grammar has no place for, from the top. */
function problems(script: string): string[] {
  const tree = parser.parse(script);
  if (!tree) throw new Error('the parser gave up');
  const found: string[] = [];
  const collect = (node: Node): void => {
    if (node.isError || node.isMissing)
      found.push(`${node.startPosition.row + 1}: ${script.split('\n')[node.startPosition.row]}`);
    else if (node.hasError) for (const child of node.children) if (child) collect(child);
  };
  collect(tree.rootNode);
  tree.delete();
  return found;
}

describe('PowerShell', () => {
  test.each(scripts)('can read %s', (_name, script) => {
    expect(script.length).toBeGreaterThan(50);
    expect(problems(script)).toEqual([]);
  });

  test('is in every place that Windows agents run', () => {
    const names = scripts.map(([name]) => name).join(' ');
    for (const part of [
      'launcher/report.ps1',
      'jenkins/resources',
      'Octopus',
      'Azure',
      'generic.md',
    ])
      expect(names).toContain(part);
  });

  test.each([
    ['a brace', (text: string) => text.replace('{', '')],
    ['a quote', (text: string) => `${text}\nWrite-Host 'a`],
    ['a bracket', (text: string) => text.replace('(', '')],
  ])('would miss %s', (_what, spoil) => {
    for (const [name, script] of scripts) {
      const spoilt = spoil(script.replace(/^\s*#.*$/gm, ''));
      expect([name, problems(spoilt).length > 0]).toEqual([name, true]);
    }
  });
});
