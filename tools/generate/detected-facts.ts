import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainRunContext } from '../../src/ci/explain-run-context.ts';
import type { JobHints } from '../../src/ci/provider.ts';
import type { ContextFact } from '../../src/deployment/context-values.ts';
import type { Environment } from '../../src/host/host.ts';

/** The parts of a provider fixture that say what a run looked like. */
interface RecordedRun {
  readonly environment: Environment;
  readonly event?: { readonly text?: string };
  /** What git prints, by its arguments; other commands fail. */
  readonly git?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly hints?: JobHints;
}

const rows: readonly (readonly [what: string, facts: readonly ContextFact[]])[] = [
  ['which CI it is', ['ci']],
  ['repository', ['repository.slug', 'repository.url']],
  ['default branch', ['repository.defaultBranch']],
  ['branch', ['branch']],
  ['tag', ['tag']],
  ['commit', ['sha']],
  ['pull request', ['pullRequest.number']],
  ['its target branch', ['pullRequest.targetBranch']],
  ['run', ['run.id', 'run.number']],
  ['attempt', ['run.attempt']],
  ['page of the run', ['run.url']],
  ['job', ['job.id', 'job.name', 'job.url']],
  ['who', ['actor']],
  ['environment', ['environment']],
  ['status', ['status']],
  ['begin', ['createdAt']],
];

const defaultNow = '2026-01-02T04:00:00Z';
const noHints: JobHints = { jobId: null, jobStatus: null };
const silent = () => undefined;

/** Which variables tell what: found by reading every recorded run of a CI again without each of its variables. */
export async function detectedFacts(fixtures: string): Promise<string> {
  const sources = new Map<ContextFact, Set<string>>();
  const asked = new Set<string>();
  for (const run of recordedRuns(fixtures)) {
    const { origins, asked: looked } = await explain(run);
    for (const { name } of looked) asked.add(name);
    for (const [fact, names] of origins) {
      sources.set(fact, new Set([...(sources.get(fact) ?? []), ...names]));
    }
  }
  return render(sources, [...asked]);
}

function recordedRuns(folder: string): RecordedRun[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

function explain({ environment, event, git = {}, hints = noHints, now = defaultNow }: RecordedRun) {
  return explainRunContext(
    {
      env: environment,
      files: {
        read: async (path) => (path === '/event.json' ? (event?.text ?? null) : null),
        writePrivate: async () => undefined,
        createPrivate: async () => true,
        append: async () => undefined,
      },
      git: async (args) => git[args.join(' ')] ?? null,
      log: {
        info: silent,
        debug: silent,
        notice: silent,
        warning: silent,
        error: silent,
        group: silent,
      },
      clock: { now: () => Date.parse(now), sleep: async () => undefined },
    },
    hints,
  );
}

function render(sources: ReadonlyMap<ContextFact, ReadonlySet<string>>, asked: readonly string[]) {
  const lines = rows.flatMap(([what, facts]) => {
    const names = new Set(facts.flatMap((fact) => [...(sources.get(fact) ?? [])]));
    const told = code(asked.filter((name) => names.has(name)));
    if (names.has('git')) told.push('git');
    return told.length === 0 ? [] : [`| ${what} | ${told.join(', ')} |`];
  });
  const used = new Set([...sources.values()].flatMap((names) => [...names]));
  const others = code(asked.filter((name) => !used.has(name)));
  const rest = others.length === 0 ? [] : ['', `Where these do not tell: ${others.join(', ')}.`];
  return ['| Fact | Told by |', '| --- | --- |', ...lines, ...rest].join('\n');
}

const code = (names: readonly string[]): string[] => names.map((name) => `\`${name}\``);
