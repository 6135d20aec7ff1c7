import { type MetricName, metricNames } from './report.ts';

/** A condition under which a command fails, such as `change-failure-rate > 15%`. */
export interface Gate {
  readonly text: string;
  readonly metric: MetricName;
  readonly statistic: Statistic;
  readonly operator: Operator;
  /** In the metric's own unit: a share, hours, minutes, or deployments a day. */
  readonly bound: number;
}

/** How a number is compared. */
export type Operator = '>' | '>=' | '<' | '<=';
/** Of a metric that has several numbers. */
export type Statistic = 'median' | 'mean' | 'p90';
/** What a metric is counted in. */
export type Kind = 'share' | 'hours' | 'minutes' | 'rate';

/** The unit of each metric. */
export const kinds: Readonly<Record<MetricName, Kind>> = {
  'deployment-frequency': 'rate',
  'lead-time-for-changes': 'hours',
  'change-failure-rate': 'share',
  'failed-deployment-recovery-time': 'hours',
  'deployment-rework-rate': 'share',
  'mean-time-to-recovery': 'minutes',
};

const form =
  /^([a-z0-9-]+)(?:[. ]+(median|mean|p90))?\s*(>=|<=|>|<)\s*(\d+(?:\.\d+)?)\s*([%a-z/ ]*)$/i;

/** A condition in words, or what is wrong with it. */
export function parseGate(text: string): Gate | { readonly problem: string } {
  const [, name = '', statistic, operator, number = '', unit = ''] = form.exec(text.trim()) ?? [];
  if (!operator) return { problem: 'is not of the form `metric > number`' };
  const wanted = name.replace(/[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const metric = metricNames.find((one) => one === wanted);
  if (!metric) return { problem: `names no metric: there are ${metricNames.join(', ')}` };
  const factor = units[kinds[metric]][unit.replace(/\s+/g, ' ').trim().toLowerCase()];
  if (factor === undefined)
    return {
      problem: `has a unit that ${metric} does not have: ${Object.keys(units[kinds[metric]]).filter(Boolean).join(', ')}`,
    };
  const chosen = (statistic?.toLowerCase() ?? usual(metric)) as Statistic;
  if (!statisticsOf(metric).includes(chosen))
    return { problem: `asks for the ${chosen}, which ${metric} does not have` };
  const bound = Number(number) * factor;
  if (kinds[metric] === 'share' && bound > 1)
    return {
      problem: `compares with more than all deployments: write ${number}% for a percentage`,
    };
  return { text: text.trim(), metric, statistic: chosen, operator: operator as Operator, bound };
}

const perTime = (per: string): Record<string, number> => {
  const days = { day: 1, week: 7, month: 365.25 / 12 };
  return Object.fromEntries(
    Object.entries(days).map(([name, length]) => [`${per}${name}`, 1 / length]),
  );
};

/** What a number is multiplied with, by its unit; the empty one is the metric's own. */
const units: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  share: { '': 1, '%': 0.01 },
  hours: {
    '': 1,
    m: 1 / 60,
    min: 1 / 60,
    minutes: 1 / 60,
    h: 1,
    hours: 1,
    d: 24,
    days: 24,
    w: 168,
    weeks: 168,
  },
  minutes: {
    '': 1,
    m: 1,
    min: 1,
    minutes: 1,
    h: 60,
    hours: 60,
    d: 1440,
    days: 1440,
    w: 10_080,
    weeks: 10_080,
  },
  rate: { '': 1, ...perTime('/'), ...perTime('per '), ...perTime('a ') },
};

function statisticsOf(metric: MetricName): readonly Statistic[] {
  if (metric === 'lead-time-for-changes') return ['median', 'mean', 'p90'];
  const isTime = kinds[metric] === 'hours' || kinds[metric] === 'minutes';
  return isTime ? ['median', 'mean'] : [usual(metric)];
}

/** The statistic that is meant when none is named. */
const usual = (metric: MetricName): Statistic =>
  metric === 'mean-time-to-recovery' ? 'mean' : 'median';
