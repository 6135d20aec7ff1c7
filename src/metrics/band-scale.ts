import type { BandSource, MetricName } from './report.ts';

/** One band: its name, and the values that fall in it. */
export interface Band {
  readonly name: string;
  /** In words, for instance `< 1 day`. */
  readonly bound: string;
  /** Whether a value that no better band took belongs here. */
  holds(value: number): boolean;
}

/** Bands for metrics, from the best to the worst; a metric without bands has none. */
export interface BandScales {
  readonly id: BandSource['id'];
  readonly title: string;
  readonly source: string;
  readonly bands: Readonly<Partial<Record<MetricName, readonly Band[]>>>;
}

const hoursOf = { hour: 1, day: 24, week: 168, month: 730.5, 'half year': 4383 } as const;

const daysOf = { day: 1, week: 7, month: 365.25 / 12, 'half year': 365.25 / 2 } as const;

/** Less than a time; a month is a twelfth of 365.25 days. */
export const within = (name: string, unit: keyof typeof hoursOf): Band => ({
  name,
  bound: unit === 'half year' ? '< 6 months' : `< 1 ${unit}`,
  holds: (hours) => hours < hoursOf[unit],
});

/** At least once in this time; per day. */
export const atLeastOnceIn = (name: string, unit: keyof typeof daysOf): Band => ({
  name,
  bound: unit === 'half year' ? '≥ 1 in 6 months' : `≥ 1 a ${unit}`,
  // What is shown has six decimals: once a week is 0.142857 a day.
  holds: (perDay) => perDay + 1e-6 >= 1 / daysOf[unit],
});

export const moreOftenThan = (name: string, bound: string, perDay: number): Band => ({
  name,
  bound,
  holds: (value) => value > perDay,
});

export const atMostPercent = (name: string, percent: number): Band => ({
  name,
  bound: `≤ ${percent} %`,
  holds: (ratio) => ratio <= percent / 100,
});

export const everythingElse = (name: string): Band => ({
  name,
  bound: 'everything else',
  holds: () => true,
});

/** The band of a value; `null` of none, and for a metric that has no bands. */
export function bandOf(
  { bands }: BandScales,
  metric: MetricName,
  value: number | null,
): string | null {
  if (value === null) return null;
  return bands[metric]?.find((one) => one.holds(value))?.name ?? null;
}

/** What a report says about its bands. */
export function bandSource({ id, title, source, bands }: BandScales): BandSource {
  const scales = Object.entries(bands).map(([metric, list]) => ({
    metric: metric as MetricName,
    bands: list.map(({ name, bound }) => ({ name, bound })),
  }));
  return { id, title, source, scales };
}
