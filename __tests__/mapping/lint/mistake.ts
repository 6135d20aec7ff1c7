import type { LintRule } from '../../../src/mapping/lint/rules.ts';
import type { Block } from './lint.ts';

/** The mistake, the rule that finds it, the text on whose line it is found, and how it should be. */
export type Mistake = readonly [
  what: string,
  rule: LintRule,
  at: string,
  wrong: Block,
  right: Block,
];
