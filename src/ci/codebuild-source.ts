import type { Fact } from './provider.ts';

/** The full ref in a webhook's trigger: `branch/main`, `tag/v1`; a pull request's (`pr/12`) has none. */
export function refOfTrigger(trigger: Fact): Fact {
  const [, kind, name] = /^(branch|tag)\/(.+)$/.exec(trigger ?? '') ?? [];
  return name === undefined ? null : `refs/${kind === 'tag' ? 'tags' : 'heads'}/${name}`;
}

/**
 * The full ref in a source version: `refs/heads/main`, `refs/heads/main^{commit}`. A bare name may be a branch, a tag,
 * a commit or a version in S3, so it is none. Source: AWS CodeBuild user guide, "Source version sample", read 2026-11-22.
 */
export function refOfSourceVersion(version: Fact): Fact {
  return version?.startsWith('refs/') ? version.replace(/\^\{[^}]*\}$/, '') : null;
}

/** The number in `pr/12` or `refs/pull/12/head`. */
export function pullRequestOf(text: Fact): Fact {
  return /^(?:pr|refs\/pull)\/(\d+)(?:\/|$)/.exec(text ?? '')?.[1] ?? null;
}

/** The name of a repository in CodeCommit, whose addresses end in `/v1/repos/name`; there is no owner. */
export function codeCommitName(url: Fact): Fact {
  return /^https:\/\/git-codecommit[^/]*\/v1\/repos\/([\w.-]+)\/?$/.exec(url ?? '')?.[1] ?? null;
}
