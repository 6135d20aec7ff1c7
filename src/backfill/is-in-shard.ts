import type { Shard } from '../options/parse-shard.ts';

/**
 * Whether a repository belongs to a shard. Only its slug decides, so that machines that know nothing of each other
 * never take the same one and never leave one out.
 */
export function isInShard(
  slug: string,
  { index, count }: Shard,
  sha256: (text: string) => string,
): boolean {
  const place = Number.parseInt(sha256(slug).slice(0, 12), 16);
  return place % count === index - 1;
}
