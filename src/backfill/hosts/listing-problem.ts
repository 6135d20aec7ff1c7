import type { Refusal } from '../../scm/host-client.ts';
import type { ListingProblem } from '../deployment-host.ts';

/** A refusal as a problem of a repository; one that is not there any more, or has no content, is nobody's to mend. */
export function listingProblem(
  { status, reason }: Refusal,
  repository: string | null,
): ListingProblem {
  // GitHub answers 409 for a repository without a commit.
  const isGone = repository !== null && [404, 409, 410, 451].includes(status);
  return { reason, repository, isGone };
}
