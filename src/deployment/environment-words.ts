import { letterPattern } from '../host/letter-pattern.ts';
import type { DeploymentEnvironment } from './record.ts';

/** From the lowest; a lower word beside a higher one wins, so that Production is never a guess. */
const lowerTiers = ['Testing', 'Staging'] as const satisfies readonly DeploymentEnvironment[];

/** The words that name an environment, as whole words of its name: `prod-eu` holds `prod`, `product-search` does not. */
export const environmentWords: Readonly<Record<DeploymentEnvironment, readonly string[]>> = {
  Production: ['production', 'prod', 'prd', 'live'],
  Staging: [
    ...['staging', 'stage', 'stg', 'uat', 'acceptance', 'acc', 'demo'],
    ...['pre', 'preprod', 'preprd', 'preproduction', 'candidate', 'rc'],
  ],
  Testing: [
    ...['testing', 'test', 'tests', 'tst', 'qa', 'qc', 'quality', 'sit', 'e2e', 'smoke'],
    ...['development', 'develop', 'devel', 'dev', 'trunk', 'integration', 'integ', 'int', 'ci'],
    ...['review', 'preview', 'feature', 'pr', 'mr', 'ephemeral', 'temporary', 'temp', 'tmp'],
    ...['sandbox', 'sbx', 'playground', 'lab', 'poc', 'training', 'experimental', 'experiment'],
    ...['perf', 'performance', 'stress', 'benchmark', 'local', 'localhost'],
    ...['alpha', 'beta', 'nightly', 'snapshot'],
  ],
};

/** Before a production word they say that it is none: `non-prod`, `not production`. */
export const negatingWords: readonly string[] = ['non', 'not', 'no', 'never'];

/** Anywhere beside a production word they say that it only looks like one: `prod-like`, `clone of prod`. */
export const imitatingWords: readonly string[] = [
  ...['like', 'copy', 'clone', 'replica', 'mirror', 'shadow', 'fake', 'mock', 'pseudo'],
];

/** They deny production by themselves. */
export const denyingWords: readonly string[] = [
  ...['nonprod', 'nonprd', 'nonproduction', 'nonlive', 'notprod', 'prodlike', 'productionlike'],
];

const known = new Map<string, DeploymentEnvironment>(
  Object.entries(environmentWords).flatMap(([tier, words]) =>
    words.map((word) => [word, tier as DeploymentEnvironment] as const),
  ),
);
const negating = new Set(negatingWords);
const imitating = new Set(imitatingWords);
const denying = new Set(denyingWords);

/** An environment with the word that told it. */
export interface NamedEnvironment {
  readonly environment: DeploymentEnvironment;
  readonly word: string;
}

/** The environment that exactly this word names, in any case. */
export function environmentOfWord(word: string): DeploymentEnvironment | null {
  return known.get(word.toLowerCase()) ?? null;
}

/**
 * The environment that a name tells by its words, the lowest of them. `null` when no word is known or what they name
 * is denied; even a denied lower word (`non-test-prod`) keeps Production away.
 */
export function environmentOfName(name: string): NamedEnvironment | null {
  const words = wordsOf(name);
  const lower = lowestWord(words, (index) => !negating.has(words[index - 1] ?? ''));
  if (lower !== null) return lower;
  if (lowestWord(words) !== null || isDenied(words)) return null;
  const word = words.find((one) => known.get(one) === 'Production');
  return word === undefined ? null : { environment: 'Production', word };
}

/** Whether a text says of itself that it is not production: `non-prod`, `nonprod`, `prod-like`. */
export function deniesProduction(text: string): boolean {
  return isDenied(wordsOf(text));
}

function isDenied(words: readonly string[]): boolean {
  if (words.some((word) => denying.has(word))) return true;
  const last = words.findLastIndex((word) => known.get(word) === 'Production');
  if (last < 0) return false;
  const isNegated = words.slice(0, last).some((word) => negating.has(word));
  return isNegated || words.some((word) => imitating.has(word));
}

/** The word of a text that names a lower environment than Production, if there is one. */
export function lowerWordOf(text: string): string | null {
  return lowestWord(wordsOf(text))?.word ?? null;
}

function lowestWord(
  words: readonly string[],
  counts: (index: number) => boolean = () => true,
): NamedEnvironment | null {
  for (const environment of lowerTiers) {
    const word = words.find((one, index) => known.get(one) === environment && counts(index));
    if (word !== undefined) return { environment, word };
  }
  return null;
}

const separator = letterPattern(String.raw`[^\p{L}\p{N}]+`);

/** Lower-case words without their trailing digits: `Prod2_EU` is `prod`, `eu`. */
function wordsOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return lower.split(separator(lower)).map((word) => word.replace(/\d+$/, ''));
}
