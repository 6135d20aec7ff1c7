/** Whether a finding makes a mapping useless or wrong, or only fragile. */
export type Level = 'error' | 'warning';

/** Every rule of the linter; docs/mappings.md has a heading for each, in this order. */
export const lintRules = {
  yaml: { level: 'error', summary: 'the file is no YAML, or no list of resources' },
  structure: { level: 'error', summary: 'something that every resource needs is missing' },
  'beside-mappings': { level: 'error', summary: 'keys beside mappings, which are not read' },
  'unknown-key': { level: 'warning', summary: 'a key that is not read' },
  'not-a-filter': { level: 'error', summary: 'a value that is no text and so no jq filter' },
  'jq-syntax': { level: 'error', summary: 'a filter that does not compile' },
  'newer-jq': { level: 'error', summary: 'a filter that jq 1.6 does not understand' },
  'single-quotes': { level: 'warning', summary: 'single quotes, which are no jq' },
  'selector-not-boolean': {
    level: 'error',
    summary: 'a selector that gives neither true nor false',
  },
  'selector-fails': { level: 'error', summary: 'a selector that fails on ordinary items' },
  'selector-null': { level: 'warning', summary: 'a selector that fails on empty fields' },
  'selector-fetch': { level: 'error', summary: 'a selector for items that are never fetched' },
  'selector-pattern': { level: 'warning', summary: 'a pattern that fits parts of other words' },
  'history-window': { level: 'warning', summary: 'entities that the next resync deletes' },
  'not-a-deployment': { level: 'error', summary: 'items that are no deployments' },
  'no-failures': { level: 'warning', summary: 'failed deployments that are left out' },
  identifier: { level: 'error', summary: 'an identifier that is empty or that Port refuses' },
  'identifier-not-unique': { level: 'error', summary: 'one identifier for different things' },
  blueprint: { level: 'error', summary: 'a blueprint that does not exist' },
  property: { level: 'error', summary: 'a property that the blueprint does not have' },
  value: { level: 'error', summary: 'a value that the property does not take' },
  status: { level: 'error', summary: 'a status that is not the result' },
  'same-status': { level: 'warning', summary: 'one status for merged and closed ones' },
  'no-time': { level: 'error', summary: 'a deployment without its time' },
  'other-time': { level: 'error', summary: 'the time of something else' },
  'time-format': { level: 'error', summary: 'a time that is not read or not written right' },
  'never-filled': { level: 'error', summary: 'a property that is always empty' },
  'unknown-field': { level: 'warning', summary: 'a field that no such payload has' },
  'filter-fails': { level: 'warning', summary: 'a filter that fails on ordinary items' },
  relation: { level: 'error', summary: 'a relation that does not exist or leads nowhere' },
  'relation-identifier': { level: 'error', summary: 'a relation by another identifier' },
  'service-identifier': {
    level: 'warning',
    summary: 'a service by an identifier that may be none',
  },
  'no-service': { level: 'warning', summary: 'deployments or incidents without a service' },
  fork: { level: 'warning', summary: 'the fork in place of the repository' },
} as const satisfies Record<string, { readonly level: Level; readonly summary: string }>;

export type LintRule = keyof typeof lintRules;

/** One thing that is wrong with a mapping file. */
export interface Finding {
  readonly rule: LintRule;
  readonly level: Level;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, on what. */
  readonly message: string;
  /** One imperative next step. */
  readonly hint: string;
}
