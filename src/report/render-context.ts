import type { FactOrigins } from '../ci/explain-run-context.ts';
import { type ContextFact, contextValues } from '../deployment/context-values.ts';
import type { RunContext } from '../deployment/run-context.ts';
import { singleLine } from '../host/single-line.ts';
import { renderFacts } from './render-facts.ts';

const rows: readonly (readonly [name: string, fact: ContextFact])[] = [
  ['ci', 'ci'],
  ['repository', 'repository.slug'],
  ['repository url', 'repository.url'],
  ['default branch', 'repository.defaultBranch'],
  ['branch', 'branch'],
  ['tag', 'tag'],
  ['commit', 'sha'],
  ['pull request', 'pullRequest.number'],
  ['target branch', 'pullRequest.targetBranch'],
  ['run', 'run.id'],
  ['run number', 'run.number'],
  ['attempt', 'run.attempt'],
  ['run url', 'run.url'],
  ['job', 'job.name'],
  ['job id', 'job.id'],
  ['job url', 'job.url'],
  ['actor', 'actor'],
  ['environment', 'environment'],
  ['status', 'status'],
  ['created at', 'createdAt'],
];

/** The run context as aligned lines, each with what it came from if that is known; what the CI does not tell is said so. */
export function renderContext(
  context: RunContext,
  origins: FactOrigins = new Map(),
): readonly string[] {
  const values = contextValues(context);
  return renderFacts(
    rows.map(([name, fact]) => {
      const from = values[fact] === null ? [] : (origins.get(fact) ?? []);
      const value = singleLine(String(values[fact] ?? 'not told'));
      return [name, from.length === 0 ? value : `${value}  (from ${from.join(', ')})`];
    }),
  );
}
