import {
  atLeastOnceIn,
  atMostPercent,
  type Band,
  type BandScales,
  everythingElse,
  moreOftenThan,
  within,
} from './band-scale.ts';

/** The sources of bands that can be chosen. */
export const bandIds = ['quick-check', '2023', '2024', 'none'] as const;

export type BandId = (typeof bandIds)[number];

// Answer buckets: svelte/quick-check/src/lib/data/metrics_details.json of dora-team/dora.dev, read 2026-06.
const quickTimes: readonly Band[] = [
  within('less than one hour', 'hour'),
  within('less than one day', 'day'),
  within('between one day and one week', 'week'),
  within('between one week and one month', 'month'),
  within('between one month and six months', 'half year'),
  everythingElse('more than six months'),
];

const quickFrequency: readonly Band[] = [
  moreOftenThan('on demand (multiple deploys per day)', '> 1 an hour', 24),
  atLeastOnceIn('between once per hour and once per day', 'day'),
  atLeastOnceIn('between once per day and once per week', 'week'),
  atLeastOnceIn('between once per week and once per month', 'month'),
  atLeastOnceIn('between once per month and once every six months', 'half year'),
  everythingElse('fewer than once per six months'),
];

const clusterFrequency: readonly Band[] = [
  moreOftenThan('Elite', '> 1 a day (on demand)', 1),
  atLeastOnceIn('High', 'week'),
  atLeastOnceIn('Medium', 'month'),
  everythingElse('Low'),
];

const clusterLeadTime: readonly Band[] = [
  within('Elite', 'day'),
  within('High', 'week'),
  within('Medium', 'month'),
  everythingElse('Low'),
];

const clusterRecovery: readonly Band[] = [
  within('Elite', 'hour'),
  within('High', 'day'),
  within('Medium', 'week'),
  everythingElse('Low'),
];

const failureRate = (elite: number, high: number, medium: number): readonly Band[] => [
  atMostPercent('Elite', elite),
  atMostPercent('High', high),
  atMostPercent('Medium', medium),
  everythingElse('Low'),
];

const clusters = (elite: number, high: number, medium: number): BandScales['bands'] => ({
  'deployment-frequency': clusterFrequency,
  'lead-time-for-changes': clusterLeadTime,
  'change-failure-rate': failureRate(elite, high, medium),
  'failed-deployment-recovery-time': clusterRecovery,
});

/** Where bands come from, by the id of the option. */
export const bandScales: Readonly<Record<BandId, BandScales>> = {
  'quick-check': {
    id: 'quick-check',
    title: 'dora.dev quick check',
    source:
      'answer buckets of the DORA quick check (dora.dev/quickcheck); it has none for the change failure rate',
    bands: {
      'deployment-frequency': quickFrequency,
      'lead-time-for-changes': quickTimes,
      'failed-deployment-recovery-time': quickTimes,
    },
  },
  '2023': {
    id: '2023',
    title: 'DORA clusters of 2023',
    source:
      'Accelerate State of DevOps Report 2023; its failure rates (5, 10, 15 and 64 %) are taken as upper bounds',
    bands: clusters(5, 10, 15),
  },
  '2024': {
    id: '2024',
    title: 'DORA clusters of 2024, made monotonic',
    source:
      'Accelerate State of DevOps Report 2024; its failure rates (5, 20, 10 and 40 %) are taken as upper bounds with those of High and Medium swapped, and its equal recovery times of High and Medium are told apart at one day and one week, because a worse value must not have a better band',
    bands: clusters(5, 10, 20),
  },
  none: { id: 'none', title: 'no bands', source: 'none asked for', bands: {} },
};
