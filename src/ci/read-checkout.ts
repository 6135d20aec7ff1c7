import type { Git } from '../host/host.ts';
import type { Checkout } from './provider.ts';

async function line(git: Git, args: readonly string[]): Promise<string | null> {
  const first = (await git(args))?.split('\n', 1)[0]?.trim() ?? '';
  return first === '' ? null : first;
}

/**
 * What git knows in the working directory; `null` when there is no checkout with a commit.
 * A tag counts when the checkout is detached, as CIs leave it for tags: on a branch, a tag at the same commit was not what ran.
 */
export async function readCheckout(git: Git): Promise<Checkout | null> {
  const sha = await line(git, ['rev-parse', '--verify', 'HEAD']);
  if (sha === null) return null;
  const [branch, tag, origin] = await Promise.all([
    line(git, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    line(git, ['tag', '--points-at', 'HEAD', '--sort=-creatordate']),
    line(git, ['config', '--get', 'remote.origin.url']),
  ]);
  return { sha, branch, tag: branch === null ? tag : null, repositoryUrl: origin };
}
