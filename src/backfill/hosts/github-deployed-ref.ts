import { refNames } from '../../ci/ref-names.ts';
import { textAt } from '../../scm/json.ts';

/** The branch or tag that a deployment was made from; neither where it was made from a commit. */
export function deployedRef(node: unknown): ReturnType<typeof refNames> {
  const name = textAt(node, 'ref', 'name');
  const prefix = textAt(node, 'ref', 'prefix') ?? 'refs/heads/';
  return refNames(name === null ? null : `${prefix}${name}`, prefix === 'refs/tags/' ? name : null);
}
