import type { CiEvent } from './provider.ts';

/** The files that a push or a merge changed, from the root of the repository; or in words why they are not known. */
export type ChangedFiles = { readonly files: readonly string[] } | { readonly reason: string };

/** The commits before and after the change. */
export type ChangeRange =
  | { readonly base: string; readonly head: string }
  | { readonly reason: string };

const isCommit = (sha: string | null): sha is string =>
  sha !== null && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(sha) && !/^0+$/.test(sha);

/** Between which commits the event changed files; the event itself lists none in GitHub Actions. */
export function changeRange({ name, payload }: CiEvent): ChangeRange {
  if (payload === null) return { reason: 'the event that started this run cannot be read' };
  if (payload.has('pull_request')) {
    if (!payload.isTrue('pull_request.merged')) return { reason: 'the pull request is not merged' };
    return range(
      payload.text('pull_request.base.sha'),
      payload.text('pull_request.merge_commit_sha'),
    );
  }
  if (name !== 'push')
    return { reason: `the event ${name ?? 'without a name'} does not tell what changed` };
  if (payload.text('ref')?.startsWith('refs/tags/'))
    return { reason: 'a tag does not tell what changed' };
  return range(payload.text('before'), payload.text('after'));
}

function range(base: string | null, head: string | null): ChangeRange {
  if (!isCommit(base)) return { reason: 'the event tells no commit before the change' };
  return isCommit(head) ? { base, head } : { reason: 'the event tells no commit after the change' };
}
