const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A row of bars, each value a sign; a gap where there is none. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...known), Math.max(...known)];
  const bar = (value: number): string => {
    const share = high > low ? (value - low) / (high - low) : 0;
    return blocks[Math.min(blocks.length - 1, Math.floor(share * blocks.length))] ?? '▁';
  };
  return known.length === 0
    ? ''
    : values.map((value) => (value === null ? ' ' : bar(value))).join('');
}

/** At most so many values: neighbours are put together as their mean, gaps left out. */
export function squeezed(
  values: readonly (number | null)[],
  most: number,
): readonly (number | null)[] {
  if (values.length <= most) return values;
  const size = Math.ceil(values.length / most);
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => {
    const known = values.slice(index * size, (index + 1) * size).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}
