import type { PastDeployment } from '../deployment/history.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { Git } from '../host/host.ts';
import { isCommitHash } from '../scm/commit.ts';

/**
 * The record with the whole hash of the commit that the user says ran before, where the first digits were given: as an
 * earlier deployment has it, else the checkout. As it is when none or several begin with them.
 */
export async function withFullPreviousSha(
  record: DeploymentRecord,
  past: readonly PastDeployment[],
  git: Git,
): Promise<DeploymentRecord> {
  const digits = record.previousSha?.toLowerCase() ?? '';
  if (!/^[0-9a-f]{4,64}$/.test(digits) || isCommitHash(digits)) return record;
  const deployed = past.flatMap(({ sha }) => (sha?.startsWith(digits) ? sha : []));
  const full = only(deployed) ?? only(await commitsInCheckout(git, digits));
  return full === null ? record : { ...record, previousSha: full };
}

/** Not by `rev-parse`, for which a branch may have the same name. */
async function commitsInCheckout(git: Git, digits: string): Promise<readonly string[]> {
  const objects = (await git(['rev-parse', `--disambiguate=${digits}`]))?.split('\n') ?? [];
  const hashes = objects.filter(isCommitHash);
  const types = await Promise.all(hashes.map((hash) => git(['cat-file', '-t', hash])));
  return hashes.filter((_, index) => types[index]?.trim() === 'commit');
}

function only(hashes: readonly string[]): string | null {
  const [first, ...others] = new Set(hashes);
  return first !== undefined && others.length === 0 ? first : null;
}
