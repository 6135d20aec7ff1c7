import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlocks } from '../../../tools/rules/markdown.ts';
import { root } from '../../house/project.ts';

export type Variables = Readonly<Record<string, string>>;

/** How the deployment of a job ends. */
export type End = 'success' | 'failure' | 'cancelled';

/** A script that a CI starts, in a shell of its own. */
export interface Script {
  readonly shell: 'sh' | 'bash';
  readonly text: string;
  readonly env: Variables;
}

/** What the page of a CI shows, as that CI runs it: `./deploy.sh`, and then what reports. */
export interface DocumentedJob {
  readonly page: string;
  readonly name: string;
  /** The scripts in their order; a script gets what the ones before it have written. */
  scripts(end: End, secrets: Variables): readonly ((written: string) => Script)[];
}

export const docsOf = (page: string): string =>
  readFileSync(join(root, 'docs/ci', `${page}.md`), 'utf8');

/** The fenced blocks of a page in one language. */
export const blocksOf = (page: string, language: string): readonly string[] =>
  codeBlocks(docsOf(page))
    .filter((block) => block.language === language)
    .map(({ text }) => text);

/** What the CI sets for a push to the main branch, in the shapes of its vendor. */
export const pushOf = (page: string): Variables =>
  JSON.parse(readFileSync(join(root, `__tests__/ci/fixtures/${page}/push.json`), 'utf8'))
    .environment;

/** The variables without those of these names. */
export const without = (variables: Variables, ...names: readonly string[]): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)));

/** A script that needs nothing of the ones before it. */
export const alone = (script: Script) => () => script;

/** A list of commands as most CI systems run it: each line in one shell that stops at the first failure. */
export const lines = (commands: readonly string[]): string => ['set -e', ...commands].join('\n');
