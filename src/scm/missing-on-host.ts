import type { Ask, Refusal } from './host-client.ts';

/** Where a host answers for one commit, and for the repository as a whole. */
export interface CommitAddress {
  /** The host's name in messages. */
  readonly name: string;
  commit(sha: string): string;
  readonly repository: string;
}

/**
 * Which of the commits the host no longer has, in words; `null` when it has them all. A 404 alone does not tell a
 * commit that is gone from a repository that the token may not read, so this asks a little more. Only after an error.
 */
export async function missingOnHost(
  ask: Ask,
  address: CommitAddress,
  shas: readonly string[],
): Promise<Refusal | null> {
  for (const sha of shas) {
    const answer = await ask({ url: address.commit(sha) });
    if (!('reason' in answer)) continue;
    if (answer.status !== 404 && answer.status !== 422) return answer;
    const repository = await ask({ url: address.repository });
    if ('reason' in repository) return repository;
    return {
      ...answer,
      reason: `${address.name} does not have commit ${sha}: a force push took it away`,
    };
  }
  return null;
}
