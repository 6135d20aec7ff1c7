/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined)
    throw new Error('no values to take the median of');
  return (upper + lower) / 2;
}

/** The median of the differences of each round, for the same reason as in `medianRatio`. */
export function medianDifference(values: readonly number[], bases: readonly number[]): number {
  return median(values.map((value, round) => value - (bases[round] ?? Number.NaN)));
}

/** The median of the ratios of each round: a machine that slows down for a while slows both sides of a pair. */
export function medianRatio(values: readonly number[], bases: readonly number[]): number {
  return median(values.map((value, round) => value / (bases[round] ?? Number.NaN)));
}
