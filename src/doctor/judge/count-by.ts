/** How often each key occurs, the most frequent first; what has no key is left out. */
export function countBy<T>(
  list: readonly T[],
  keyOf: (one: T) => string | null,
): readonly (readonly [key: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const one of list) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
