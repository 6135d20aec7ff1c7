import { singleLine } from '../host/single-line.ts';
import {
  branchEnvironments,
  environmentOfBranch,
  type RefReading,
  usualDefaultBranches,
} from './branch-environment.ts';
import {
  denyingWords,
  environmentOfName,
  environmentWords,
  imitatingWords,
  negatingWords,
} from './environment-words.ts';
import { type DeploymentEnvironment, type EnvironmentSource, environments } from './record.ts';
import { environmentOfTag, prereleaseWords } from './tag-environment.ts';

/** A user's rule: what matches the pattern is this environment. */
export interface EnvironmentRule {
  readonly pattern: string;
  readonly environment: DeploymentEnvironment;
}

/** Whether a pattern matches the whole of a name; only called when there is a rule. */
export type NameMatcher = (pattern: string, name: string) => boolean;

/** All that may tell the environment; `null` where nobody says anything. */
export interface EnvironmentFacts {
  /** The option `environment`. */
  readonly input: string | null;
  readonly event: string | null;
  readonly ci: string | null;
  readonly tag: string | null;
  readonly branch: string | null;
  readonly defaultBranch: string | null;
  /** The branch is that of a pull request which is not merged. */
  readonly isPullRequest: boolean;
  /** The event is marked as a prerelease. */
  readonly isPrerelease: boolean;
}

/** The environment, and what told it. */
export interface KnownEnvironment {
  readonly environment: DeploymentEnvironment;
  /** The environment's own name; `null` when the tag or branch told it. */
  readonly environmentName: string | null;
  readonly source: EnvironmentSource;
  /** The rule that told it, in words. */
  readonly rule: string;
}

export interface UnknownEnvironment {
  /** The name, tag or branch that no rule knows; `null` when there is none of them. */
  readonly unknown: string | null;
  readonly reason: string;
  /** What would mend it, with the line to add. */
  readonly hint: string;
}

export type EnvironmentReading = KnownEnvironment | UnknownEnvironment;

/** The rules that apply after the user's own, as data for the documentation. */
export const builtInEnvironmentRules = {
  nameWords: environmentWords,
  negatingWords,
  imitatingWords,
  denyingWords,
  prereleaseWords,
  branches: branchEnvironments,
  usualDefaultBranches,
} as const;

/**
 * The environment: by the name that the option, the event or the CI gives it; only when nobody names it, by the tag,
 * else by the branch. Each is tried by the user's rules in their order, then by the built-in ones. What no rule knows
 * is unknown: the branch never decides over a name, nor over a tag.
 */
export function deriveEnvironment(
  facts: EnvironmentFacts,
  rules: readonly EnvironmentRule[],
  matches: NameMatcher,
): EnvironmentReading {
  const told = whatTells(facts);
  if (told === null) {
    return {
      unknown: null,
      reason: 'there is no name of an environment, no tag and no branch',
      hint: `set \`environment\` to ${environments.join(', ')} or a name that a rule knows`,
    };
  }
  const { text, source } = told;
  const isName = source !== 'tag' && source !== 'branch';
  const rule = rules.find(({ pattern }) => matches(pattern, text));
  const reading: RefReading = rule
    ? { environment: rule.environment, rule: `${rule.pattern}: ${rule.environment}` }
    : builtIn(told, facts);
  if ('reason' in reading) return unknown(told, reading.reason);
  return { ...reading, environmentName: isName ? text : null, source };
}

interface Told {
  readonly text: string;
  readonly source: EnvironmentSource;
}

function whatTells({ input, event, ci, tag, branch }: EnvironmentFacts): Told | null {
  const sources = Object.entries({ input, event, ci, tag, branch } satisfies Record<
    EnvironmentSource,
    string | null
  >);
  for (const [source, value] of sources) {
    const text = value?.trim();
    if (text) return { text, source: source as EnvironmentSource };
  }
  return null;
}

function builtIn({ text, source }: Told, facts: EnvironmentFacts): RefReading {
  if (source === 'tag') return environmentOfTag(text, facts.isPrerelease);
  if (source === 'branch')
    return facts.isPrerelease
      ? { reason: 'the release is marked as a prerelease' }
      : environmentOfBranch(text, facts);
  const named = environmentOfName(text);
  return named === null
    ? { reason: 'no rule knows this name' }
    : { environment: named.environment, rule: `name with the word ${named.word}` };
}

const sourceNames: Readonly<Record<EnvironmentSource, string>> = {
  input: 'the environment',
  event: "the event's environment",
  ci: "the CI's environment",
  tag: 'the tag',
  branch: 'the branch',
};

function unknown({ text, source }: Told, reason: string): UnknownEnvironment {
  const line = `${patternOf(text)}: Testing`;
  return {
    unknown: text,
    reason: `${sourceNames[source]} "${onOneLine(text, ' ')}" tells no environment: ${reason}`,
    hint: `add a line to \`environment-rules\` that says where it belongs (${environments.join(', ')}), for instance \`${line}\``,
  };
}

/**
 * A pattern that matches the name when the line is read back from a log: as the name stands where the log shows it so;
 * else its plain signs, shortened if need be. No comment, no negation, not without its own quotes.
 */
function patternOf(name: string): string {
  const isPlain = singleLine(name, longestPattern) === name && !name.startsWith('!');
  if (isPlain) return /^[#"']/.test(name) ? `"${name}"` : name;
  const start = Array.from(name).slice(0, longestPattern).join('');
  const pattern = onOneLine(start.replace(/[!-,;-@[-^`{-~]/g, '?'), '?');
  return start === name ? pattern : `${pattern}*`;
}

/** Longer hints are cut in the log. */
const longestPattern = 100;

const onOneLine = (text: string, replacement: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these and direction marks would break the line in a log.
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    replacement,
  );
