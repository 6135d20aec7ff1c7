/** How percentiles are taken; printed with the numbers, because tools differ. */
export const percentileDefinition =
  'linear between the two nearest ranks (the median is the middle value or the mean of the two in the middle)';

/** What a list of values comes to; all are `null` of none. */
export interface Summary {
  readonly n: number;
  readonly median: number | null;
  readonly mean: number | null;
  readonly p90: number | null;
}

/** Sorts the values in place; the mean is summed in that order, so that the order of input leaves no trace. */
export function summarize(values: Float64Array): Summary {
  values.sort();
  return summarizeSorted(values);
}

/** The same of values that are sorted already. */
export function summarizeSorted(sorted: Float64Array): Summary {
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    mean: sorted.length === 0 ? null : rounded(sum / sorted.length),
    p90: quantile(sorted, 0.9),
  };
}

/** The value below which a share of the sorted values lies, linear between the two nearest ranks. */
export function quantile(sorted: Float64Array, share: number): number | null {
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) return null;
  return rounded(low + (high - low) * (position - Math.floor(position)));
}

/** Six decimals: an hour to the nearest 4 ms, and no tail of binary fractions. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** `null` when there is nothing to divide by. */
export const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : rounded(part / whole);
