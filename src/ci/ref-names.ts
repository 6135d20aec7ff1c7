/** Branch and tag without `refs/…`; at most one of them is set. */
interface RefNames {
  readonly branch: string | null;
  readonly tag: string | null;
}

const none: RefNames = { branch: null, tag: null };

/** The branch or tag that a full ref names; other refs (pull requests, notes) name neither. Prefixes count at the start only. */
function ofFullRef(ref: string): RefNames {
  const match = /^refs\/(heads|tags|remotes\/[^/]+)\/(.+)$/.exec(ref);
  const name = match?.[2]?.trim() ?? '';
  if (name === '') return none;
  return match?.[1] === 'tags' ? { branch: null, tag: name } : { branch: name, tag: null };
}

/** Cleans the names that a CI tells: a tag run has no branch, and a detached checkout is none. */
export function refNames(branch: string | null, tag: string | null): RefNames {
  const tagText = tag?.trim() ?? '';
  const tagName = tagText.startsWith('refs/') ? ofFullRef(tagText).tag : tagText;
  if (tagName) return { branch: null, tag: tagName };
  const branchText = branch?.trim() ?? '';
  if (branchText.startsWith('refs/')) return ofFullRef(branchText);
  return branchText === '' || branchText === 'HEAD' ? none : { branch: branchText, tag: null };
}
