import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { root } from '../house/project.ts';
import { scriptOf, stepTemplate } from './octopus/run-step.ts';

jest.setTimeout(60_000); // the grammar takes seconds to load on a machine that is busy

const grammar = createRequire(import.meta.url).resolve(
  'tree-sitter-powershell/tree-sitter-powershell.wasm',
);
const parser = await Parser.init().then(() => new Parser());
beforeAll(async () => {
  parser.setLanguage(await Language.load(grammar));
});

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** No PowerShell can be had for these tests; a parser of its grammar at least finds what could never run. */
const scripts: readonly (readonly [string, string])[] = [
  ...projectFiles(root, '*.ps1').map((path) => [path, read(path)] as const),
  ['the step template of Octopus', scriptOf(stepTemplate('report-deployment-powershell'))],
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
    for (const part of ['launcher/report.ps1', 'jenkins/resources', 'Octopus', 'generic.md'])
      expect(names).toContain(part);
  });

  test.each([
    ['a brace', (text: string) => text.replace('{', '')],
    ['a quote', (text: string) => text.replace("'", '')],
    ['a bracket', (text: string) => text.replace('(', '')],
  ])('would miss %s', (_what, spoil) => {
    for (const [name, script] of scripts) {
      const spoilt = spoil(script.replace(/^\s*#.*$/gm, ''));
      expect([name, problems(spoilt).length > 0]).toEqual([name, true]);
    }
  });
});
