import type { CiId, RunContext, RunStatus } from '../deployment/run-context.ts';
import type { Fact, ProviderFacts } from './provider.ts';
import { readTime } from './read-time.ts';
import { refNames } from './ref-names.ts';
import { runStatus } from './run-status.ts';
import { repositoryUrl, slugOfUrl, webUrl } from './web-url.ts';

/** The context, and in words which facts were dropped and why (for the debug log). */
interface DerivedRunContext {
  readonly context: RunContext;
  readonly notes: readonly string[];
}

/** Checks every raw fact and puts them into the one shape; `now` in milliseconds, since a time in the future is no fact. */
export function deriveRunContext(ci: CiId, facts: ProviderFacts, now: number): DerivedRunContext {
  const notes: string[] = [];
  const checked = checkedFact(notes);
  const { branch, tag } = refNames(facts.branch ?? null, facts.tag ?? null);
  const context: RunContext = {
    ci,
    repository: repositoryFacts(facts, checked),
    branch,
    tag,
    sha: checked('commit', facts.sha, (sha) => (isSha(sha) ? sha.toLowerCase() : null)),
    pullRequest: pullRequestFacts(facts.pullRequest ?? null),
    run: {
      id: filled(facts.run?.id),
      number: filled(facts.run?.number),
      attempt: checked('attempt', facts.run?.attempt, positiveInteger),
      url: checked('run address', facts.run?.url, webUrl),
    },
    job: {
      id: filled(facts.job?.id),
      name: filled(facts.job?.name),
      url: checked('job address', facts.job?.url, webUrl),
    },
    actor: filled(facts.actor),
    environment: filled(facts.environment),
    status: checked('status', facts.status, knownStatus) ?? 'unknown',
    createdAt: firstTime(facts.createdAt ?? [], now, notes),
  };
  return { context, notes };
}

type Check = <T>(
  what: string,
  fact: Fact | undefined,
  parse: (text: string) => T | null,
) => T | null;

/** Parses a fact; one that is there but wrong leaves a note without its value, which may hold credentials. */
function checkedFact(notes: string[]): Check {
  return (what, fact, parse) => {
    const text = filled(fact);
    if (text === null) return null;
    const value = parse(text);
    if (value === null) notes.push(`the ${what} that the CI tells cannot be used and was left out`);
    return value;
  };
}

function filled(fact: Fact | undefined): string | null {
  const text = fact?.trim() ?? '';
  return text === '' ? null : text;
}

function repositoryFacts(facts: ProviderFacts, checked: Check): RunContext['repository'] {
  const url = checked('repository address', facts.repositoryUrl, repositoryUrl);
  const slug =
    checked('repository', facts.slug, cleanSlug) ?? (url === null ? null : slugOfUrl(url));
  const name = slug?.split('/').at(-1) ?? null;
  return { slug, name, url, defaultBranch: refNames(facts.defaultBranch ?? null, null).branch };
}

function cleanSlug(slug: string): string | null {
  const parts = slug.split('/').map((part) => part.trim());
  const inner = parts.slice(parts[0] === '' ? 1 : 0, parts.at(-1) === '' ? -1 : undefined);
  return inner.length === 0 || inner.includes('') ? null : inner.join('/');
}

function knownStatus(word: string): RunStatus | null {
  const status = runStatus(word);
  return status === 'unknown' ? null : status;
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{7,64}$/i.test(text);
}

function positiveInteger(text: string): number | null {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  return number > 0 && Number.isSafeInteger(number) ? number : null;
}

function pullRequestFacts(
  facts: NonNullable<ProviderFacts['pullRequest']> | null,
): RunContext['pullRequest'] {
  // Travis and Buildkite say `false` when there is none, so a number that is none needs no note.
  const number = positiveInteger(filled(facts?.number) ?? '');
  if (number === null) return null;
  return { number, targetBranch: refNames(facts?.targetBranch ?? null, null).branch };
}

function firstTime(candidates: readonly Fact[], now: number, notes: string[]): string | null {
  for (const candidate of candidates) {
    const text = filled(candidate);
    if (text === null) continue;
    const time = readTime(text, now);
    if ('value' in time) return time.value;
    notes.push(`the start time "${text}" was left out: it ${time.problem}`);
  }
  return null;
}
