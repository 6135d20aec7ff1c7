import { letterPattern } from '../host/letter-pattern.ts';
import type { RefReading } from './branch-environment.ts';
import { deniesProduction, environmentOfWord, lowerWordOf } from './environment-words.ts';

/** A tag with one of these words is no release, wherever they stand: `v1.0.0-rc.1`, `1.0rc1`, `nightly-2026.01.02`. */
export const prereleaseWords: readonly string[] = [
  ...[
    'alpha',
    'beta',
    'rc',
    'pre',
    'prerelease',
    'preview',
    'dev',
    'snapshot',
    'nightly',
    'canary',
  ],
  ...['candidate', 'milestone', 'insider', 'insiders', 'experimental', 'unstable', 'draft', 'wip'],
];

const prerelease = new Set(prereleaseWords);

/**
 * `1.2`, `v1.2.3`, `v42`, `2026-01-02`, alone or behind the name of a package (`shop-v1.2.3`, `shop@1.2.3`, `release/1.2.3`).
 * The first version in the tag counts, so that what follows it shows a prerelease: `v1.2.3-4.5.6`.
 */
const versionForm =
  /^(?<prefix>.*?[-@/_])??(?:v?\d+(?:\.\d+)+|v\d+|\d{4}-\d{2}-\d{2})(?<rest>.*)$/i;

/** Build metadata follows a version without changing it. Source: semver.org, item 10. */
const buildMetadata = /^\+[0-9a-z.-]+$/i;

/** A plain number says that it is a version only behind one of these words. */
const numberedForm = /^(?<word>[a-z]+)[-@/_]v?\d+$/i;

/** An environment's name alone, or in front of a version: `staging`, `qa-15`, `staging/1.2.3-rc.1`. */
const environmentForm = /^(?<word>[a-z]+)(?:[-@/_]v?\d[\w.+-]*)?$/i;

/**
 * The environment by the built-in rules for tags: a release is Production, and a tag that begins with the name of
 * another environment is that one. A prerelease, by its tag or marked as one, tells none.
 */
export function environmentOfTag(tag: string, isMarkedPrerelease: boolean): RefReading {
  const named = leadingEnvironment(tag);
  if (named === 'Staging' || named === 'Testing')
    return { environment: named, rule: `tag of ${named}` };
  if (isMarkedPrerelease) return { reason: 'the release is marked as a prerelease' };
  if (hasPrereleaseWord(tag)) return { reason: 'it is the tag of a prerelease' };
  if (named === 'Production' && tag === leadingWord(tag))
    return { environment: named, rule: `tag of ${named}` };
  return releaseReading(tag);
}

const release: RefReading = { environment: 'Production', rule: 'release tag' };

function releaseReading(tag: string): RefReading {
  const numbered = numberedForm.exec(tag)?.groups?.word?.toLowerCase();
  if (numbered === 'release' || environmentOfWord(numbered ?? '') === 'Production') return release;
  const { prefix = '', rest } = versionForm.exec(tag)?.groups ?? {};
  if (rest === undefined) return { reason: 'it is not the tag of a release' };
  if (rest.startsWith('-')) return { reason: 'it is the tag of a prerelease' };
  if (rest !== '' && !buildMetadata.test(rest)) return { reason: 'it is not the tag of a release' };
  if (deniesProduction(prefix)) return { reason: 'it says that it is not production' };
  const lower = lowerWordOf(prefix);
  // A package may be called `test-utils`; whether its release is one of production only its owner knows.
  return lower === null ? release : { reason: `"${lower}" in it may stand for an environment` };
}

const leadingWord = (tag: string): string | undefined => environmentForm.exec(tag)?.groups?.word;

/** Words that mark a prerelease name no environment here: `dev-1.2` is a prerelease. */
function leadingEnvironment(tag: string): ReturnType<typeof environmentOfWord> {
  const word = leadingWord(tag)?.toLowerCase() ?? '';
  return prerelease.has(word) ? null : environmentOfWord(word);
}

const letters = letterPattern(String.raw`[\p{L}]+`, 'g');

function hasPrereleaseWord(tag: string): boolean {
  const lower = tag.toLowerCase();
  return lower.match(letters(lower))?.some((word) => prerelease.has(word)) ?? false;
}
