import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ActionManifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly pre: string; readonly main: string; readonly post: string };
}

/** The repository's own action.yml. */
export function readActionManifest(root: string): ActionManifest {
  return parse(readFileSync(`${root}/action.yml`, 'utf8')) as ActionManifest;
}

/** Evaluates the expressions that stand in inputs: one level of `${{ context.name }}`, unknown ones are empty as in the runner. */
export function evaluate(text: string, contexts: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => contexts[name] ?? '');
}
