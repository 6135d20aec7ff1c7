import type { GroupMetrics, MetricsReport } from '../metrics/report.ts';
import type { RenderFormat } from './format.ts';

// Form: "OpenMetrics, a cloud-native, highly scalable metrics protocol", version 1.0.

/** A family of numbers, all gauges: each holds for its window and may fall in the next. */
interface Family {
  readonly name: string;
  /** The last word of the name, as the specification asks for. */
  readonly unit?: 'seconds' | 'ratio';
  readonly help: string;
  samples(group: GroupMetrics): readonly (readonly [labels: Labels, value: number | null])[];
}

type Labels = Readonly<Record<string, string>>;

const hour = 3600;
const scaled = (value: number | null, factor: number): number | null =>
  value === null ? null : Number((value * factor).toFixed(6));

const families: readonly Family[] = [
  {
    name: 'dora_deployments',
    help: 'Deployments that began in the window, by what became of them.',
    samples: ({ deploymentFrequency: { successful, total } }) => [
      [{ outcome: 'success' }, successful],
      [{ outcome: 'failure' }, total - successful],
    ],
  },
  {
    name: 'dora_deployment_frequency_per_day',
    help: 'Successful deployments per day of the observed window.',
    samples: ({ deploymentFrequency }) => [[{}, deploymentFrequency.perDay]],
  },
  {
    name: 'dora_changes',
    help: 'Changes that were released in the window.',
    samples: ({ leadTimeForChanges }) => [[{}, leadTimeForChanges.n]],
  },
  {
    name: 'dora_lead_time_for_changes_seconds',
    unit: 'seconds',
    help: 'From the commit to the end of its deployment.',
    samples: ({ leadTimeForChanges: { medianHours, meanHours, p90Hours } }) => [
      [{ statistic: 'median' }, scaled(medianHours, hour)],
      [{ statistic: 'mean' }, scaled(meanHours, hour)],
      [{ statistic: 'p90' }, scaled(p90Hours, hour)],
    ],
  },
  {
    name: 'dora_failed_deployments',
    help: 'Failed deployments, by what showed the failure.',
    samples: ({ changeFailureRate: { failedBy } }) =>
      Object.entries(failedBy).map(([reason, count]) => [{ reason }, count] as const),
  },
  {
    name: 'dora_change_failure_ratio',
    unit: 'ratio',
    help: 'Failed deployments of all deployments.',
    samples: ({ changeFailureRate }) => [[{}, changeFailureRate.ratio]],
  },
  {
    name: 'dora_failed_deployment_recovery_time_seconds',
    unit: 'seconds',
    help: 'From the end of a failed deployment to its recovery.',
    samples: ({ failedDeploymentRecoveryTime: { medianHours, meanHours } }) => [
      [{ statistic: 'median' }, scaled(medianHours, hour)],
      [{ statistic: 'mean' }, scaled(meanHours, hour)],
    ],
  },
  {
    name: 'dora_failed_deployments_open',
    help: 'Failed deployments that have not recovered.',
    samples: ({ failedDeploymentRecoveryTime }) => [[{}, failedDeploymentRecoveryTime.open]],
  },
  {
    name: 'dora_deployment_rework_ratio',
    unit: 'ratio',
    help: 'Rollbacks and hotfixes of all deployments.',
    samples: ({ deploymentReworkRate }) => [[{}, deploymentReworkRate.ratio]],
  },
  {
    name: 'dora_time_to_recovery_seconds',
    unit: 'seconds',
    help: 'From the beginning of an incident to its resolution.',
    samples: ({ meanTimeToRecovery: { meanMinutes, medianMinutes } }) => [
      [{ statistic: 'mean' }, scaled(meanMinutes, 60)],
      [{ statistic: 'median' }, scaled(medianMinutes, 60)],
    ],
  },
  {
    name: 'dora_incidents',
    help: 'Incidents that began in the window, by whether they belong to a deployment.',
    samples: ({ incidents: { linked, unlinked } }) => [
      [{ linked: 'true' }, linked],
      [{ linked: 'false' }, unlinked],
    ],
  },
];

/** The report for Prometheus and its like; a number that is not known has no sample. */
export const renderOpenMetrics: RenderFormat = (report) => {
  const lines = families.flatMap((family) => [...heading(family), ...samplesOf(family, report)]);
  return [...lines, ...windowLines(report), '# EOF', ''].join('\n');
};

const heading = ({ name, unit, help }: Omit<Family, 'samples'>): string[] => [
  `# TYPE ${name} gauge`,
  ...(unit ? [`# UNIT ${name} ${unit}`] : []),
  `# HELP ${name} ${escaped(help)}`,
];

function samplesOf({ name, samples }: Family, { groups, environment }: MetricsReport): string[] {
  return groups.flatMap((group) =>
    samples(group).flatMap(([labels, value]) => {
      const all = { environment, by: group.by, name: group.name, ...labels };
      return value === null ? [] : [`${name}${labelSet(all)} ${value}`];
    }),
  );
}

/** When the window began and ended, so that a reader of the numbers knows what they are about. */
function windowLines({ window, environment }: MetricsReport): string[] {
  const name = 'dora_window_seconds';
  const help = 'Begin and end of the window, in seconds since the epoch.';
  const at = (edge: string, time: string): string =>
    `${name}${labelSet({ environment, edge })} ${Date.parse(time) / 1000}`;
  return [
    ...heading({ name, unit: 'seconds', help }),
    at('from', window.from),
    at('to', window.to),
  ];
}

const labelSet = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;

/** The three signs that the specification has escapes for. */
const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
