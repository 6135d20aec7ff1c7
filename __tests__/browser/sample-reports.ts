import type { GroupMetrics, MetricsReport } from '../../src/metrics/report.ts';
import { sampleReport } from '../metrics/sample-report.ts';

const named = (name: string): GroupMetrics =>
  sampleReport.groups.find((group) => group.name === name) ?? sampleReport.groups[0];

/** Nothing was ever deployed. */
export const emptyReport: MetricsReport = {
  ...sampleReport,
  groups: [{ ...named('legacy'), by: 'all', name: 'all' }],
  excluded: [],
  notices: [],
  compare: null,
  source: { ...sampleReport.source, incidents: null, records: 0, badRecords: 0, problems: [] },
};

const longNames: readonly string[] = ['x'.repeat(250), 'a long name with spaces '.repeat(12)];

/** Three hundred services, some without data, some with names that do not fit anywhere. */
export const largeReport: MetricsReport = {
  ...sampleReport,
  groups: [
    sampleReport.groups[0],
    ...Array.from({ length: 300 }, (_, index) => ({
      ...(index % 7 === 0 ? named('legacy') : named('shop')),
      name: longNames[index] ?? `service-${index}`,
      deploymentFrequency: {
        ...(index % 7 === 0 ? named('legacy') : named('shop')).deploymentFrequency,
        total: (index * 37) % 300,
      },
    })),
  ],
};

/** One deployment that worked, and nothing else. */
export const singleReport: MetricsReport = {
  ...emptyReport,
  groups: [
    {
      ...emptyReport.groups[0],
      deploymentFrequency: {
        ...emptyReport.groups[0].deploymentFrequency,
        ...{ successful: 1, total: 1, perDay: 1 / 30, perWeek: 7 / 30, perMonth: 1, reason: null },
      },
      trend: emptyReport.groups[0].trend.map((point, index) =>
        index === 9 ? { ...point, outcomes: { ...point.outcomes, success: 1 } } : point,
      ),
    },
  ],
};
