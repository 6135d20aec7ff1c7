import { rounded } from './statistics.ts';

/** The median of values in any order, which it moves about: a tenth of the time of sorting them. */
export function medianOf(values: Float64Array): number | null {
  const { length } = values;
  if (length === 0) return null;
  const middle = (length - 1) >> 1;
  select(values, middle);
  const low = values[middle] ?? 0;
  if (length % 2 === 1) return rounded(low);
  // What stands behind the lower middle is not less: the upper middle is the least of it.
  let high = Number.POSITIVE_INFINITY;
  for (let index = middle + 1; index < length; index += 1)
    high = Math.min(high, values[index] ?? high);
  return rounded((low + high) / 2);
}

/** Moves the values so that the one that would stand at `place` in order stands there, less before it and more behind it. */
function select(values: Float64Array, place: number): void {
  let [from, to] = [0, values.length - 1];
  // Twice the rounds that halving would need: values in a hostile order are sorted instead.
  for (let rounds = 2 * Math.ceil(Math.log2(values.length + 1)) + 8; from < to; rounds -= 1) {
    if (rounds === 0) {
      values.subarray(from, to + 1).sort();
      return;
    }
    const [left, right] = partition(values, from, to);
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else return;
  }
}

/** Hoare's partition around the middle of three. @returns where the larger part begins and the smaller one ends */
function partition(
  values: Float64Array,
  from: number,
  to: number,
): readonly [left: number, right: number] {
  const at = (index: number): number => values[index] ?? 0;
  const [a, b, c] = [at(from), at((from + to) >> 1), at(to)];
  const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  let [left, right] = [from, to];
  while (left <= right) {
    while (at(left) < pivot) left += 1;
    while (at(right) > pivot) right -= 1;
    if (left > right) break;
    const value = at(left);
    values[left] = at(right);
    values[right] = value;
    left += 1;
    right -= 1;
  }
  return [left, right];
}
