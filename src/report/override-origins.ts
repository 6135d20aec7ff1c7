import type { FactOrigins } from '../ci/explain-run-context.ts';
import type { ContextFact } from '../deployment/context-values.ts';
import type { OptionSource } from '../options/read-options.ts';

/** The facts that each option stands for. */
const factsOf: Readonly<Record<string, readonly ContextFact[]>> = {
  ci: ['ci'],
  repository: ['repository.slug', 'repository.url'],
  sha: ['sha'],
  branch: ['branch'],
  tag: ['tag'],
  'run-id': ['run.id'],
  'run-url': ['run.url'],
  'job-name': ['job.name'],
  actor: ['actor'],
};

/** The origins of the facts when options of the user take the place of what the CI tells. */
export function overrideOrigins(
  origins: FactOrigins,
  sources: Readonly<Record<string, OptionSource>>,
): FactOrigins {
  const all = new Map(origins);
  for (const [option, facts] of Object.entries(factsOf)) {
    const source = sources[option] ?? 'default';
    if (source !== 'default') for (const fact of facts) all.set(fact, [originOf(option, source)]);
  }
  return all;
}

function originOf(option: string, source: Exclude<OptionSource, 'default'>): string {
  const names = {
    flag: `--${option}`,
    input: `the input ${option}`,
    environment: `PORT_DORA_${option.toUpperCase().replaceAll('-', '_')}`,
    config: 'the config file',
  };
  return names[source];
}
