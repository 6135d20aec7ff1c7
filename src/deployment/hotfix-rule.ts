import type { NameMatcher } from './environment-rules.ts';

/** What of a deployment's pull requests and branches a rule looks at. */
export interface HotfixRule {
  readonly field: 'label' | 'branch' | 'title';
  readonly pattern: string;
}

/** What is known of the changes of a deployment. */
export interface HotfixFacts {
  /** Labels of its pull requests. */
  readonly labels: readonly string[];
  /** Branches that its pull requests came from, and the branch that was deployed. */
  readonly branches: readonly string[];
  /** Titles of its pull requests, and of its commits that came without one, but for reverts of what it brings itself. */
  readonly titles: readonly string[];
}

/**
 * The rules when the user gives none: the word at the beginning, so that "Remove the hotfix script" is no hotfix; and
 * a revert, by the title that git and all hosts give it. A revert of what the same deployment brings is no title here.
 */
export const builtInHotfixRules: readonly HotfixRule[] = [
  { field: 'label', pattern: 'hotfix' },
  { field: 'branch', pattern: 'hotfix' },
  { field: 'branch', pattern: 'hotfix[-/_]*' },
  { field: 'title', pattern: 'hotfix' },
  { field: 'title', pattern: 'hotfix[-:/( ]*' },
  { field: 'title', pattern: '\\[hotfix\\]*' },
  { field: 'title', pattern: 'Revert "*' },
];

/** The first rule that makes the deployment a hotfix; `null` when none does. */
export function matchingHotfixRule(
  { labels, branches, titles }: HotfixFacts,
  rules: readonly HotfixRule[],
  matches: NameMatcher,
): HotfixRule | null {
  const texts = { label: labels, branch: branches, title: titles };
  const applies = ({ field, pattern }: HotfixRule): boolean =>
    texts[field].some((text) => matches(pattern, text.trim()));
  return rules.find(applies) ?? null;
}
