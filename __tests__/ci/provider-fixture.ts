import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type CiReading, type Edge, readRunContext } from '../../src/ci/read-run-context.ts';
import type { RunContext } from '../../src/deployment/run-context.ts';
import type { Environment } from '../../src/host/host.ts';

/** Variables (and an event, git answers, hints) in, run context out. A new file under `fixtures/<ci>/` is a new test. */
export interface ProviderFixture {
  readonly ci: string;
  readonly name: string;
  /** The page or dump that the values come from. */
  readonly source?: string;
  readonly environment: Environment;
  /** A webhook example of octokit, edited; or the raw text of the file at `/event.json`. */
  readonly event?: WebhookEdit | { readonly text: string };
  readonly hints?: { readonly jobId: string | null; readonly jobStatus: string | null };
  /** What git prints, by its arguments; other commands fail. */
  readonly git?: Readonly<Record<string, string>>;
  /** The clock; 2026-01-02T04:00:00Z unless given. */
  readonly now?: string;
  readonly context: RunContext;
}

export interface WebhookEdit {
  readonly webhook: string;
  /** Dotted paths and values that choose the first example that has them. */
  readonly where?: Readonly<Record<string, unknown>>;
  /** Dotted paths and values to write into it. */
  readonly set?: Readonly<Record<string, unknown>>;
}

type Json = Record<string, unknown>;
interface WebhookExamples {
  readonly name: string;
  readonly examples: readonly Json[];
}

const webhooks: readonly WebhookExamples[] = createRequire(import.meta.url)(
  '@octokit/webhooks-examples',
);
const root = fileURLToPath(new URL('./fixtures/', import.meta.url));
const defaultNow = '2026-01-02T04:00:00Z';

const at = (json: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Json | null | undefined)?.[key], json);

/** A copy of a real webhook, chosen and edited. */
export function webhook({ webhook: name, where = {}, set = {} }: WebhookEdit): Json {
  const examples = webhooks.find((one) => one.name === name)?.examples ?? [];
  const found = examples.find((one) =>
    Object.entries(where).every(([path, value]) => at(one, path) === value),
  );
  if (found === undefined) throw new Error(`no ${name} webhook has ${JSON.stringify(where)}`);
  const copy = structuredClone(found);
  for (const [path, value] of Object.entries(set)) {
    const keys = path.split('.');
    const parent = keys.length === 1 ? copy : at(copy, keys.slice(0, -1).join('.'));
    (parent as Json)[keys.at(-1) ?? ''] = value;
  }
  return copy;
}

/** Every fixture of every CI. */
export function allFixtures(): readonly ProviderFixture[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => {
      const [ci = '', file = ''] = path.split(/[\\/]/);
      const fixture: ProviderFixture = JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
      return { ...fixture, ci, name: file.replace(/\.json$/, '') };
    });
}

function eventText(fixture: ProviderFixture): string | null {
  if (fixture.event === undefined) return null;
  return 'text' in fixture.event ? fixture.event.text : JSON.stringify(webhook(fixture.event));
}

const silent = () => undefined;

/** The outside world of a fixture, or of the same run with other variables; `debug` collects the debug lines. */
export function fixtureHost(
  fixture: ProviderFixture,
  environment: Environment = fixture.environment,
  debug: string[] = [],
): Edge {
  const text = eventText(fixture);
  return {
    env: environment,
    files: {
      read: async (path) => (path === '/event.json' ? text : null),
      writePrivate: async () => undefined,
      createPrivate: async () => true,
      append: async () => undefined,
    },
    git: async (args) => fixture.git?.[args.join(' ')] ?? null,
    log: {
      info: silent,
      debug: (line) => debug.push(line),
      notice: silent,
      warning: silent,
      error: silent,
      group: silent,
    },
    clock: { now: () => Date.parse(fixture.now ?? defaultNow), sleep: async () => undefined },
  };
}

/** Reads the run context of a fixture, or of the same run with other variables; `debug` collects the debug lines. */
export function readFixture(
  fixture: ProviderFixture,
  environment: Environment = fixture.environment,
  debug: string[] = [],
): Promise<CiReading> {
  const hints = fixture.hints ?? { jobId: null, jobStatus: null };
  return readRunContext(fixtureHost(fixture, environment, debug), hints);
}
