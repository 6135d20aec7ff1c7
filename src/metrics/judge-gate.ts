import { type Gate, type Kind, kinds, type Operator, type Statistic } from './gate.ts';
import type { GroupMetrics, MetricName } from './report.ts';

/** What became of a condition; `unknown` when there is no number to compare. */
export interface GateOutcome {
  readonly gate: string;
  readonly outcome: 'holds' | 'fails' | 'unknown';
  readonly value: number | null;
  /** In words, with the number or the reason why there is none. */
  readonly says: string;
}

/** Compares a group with a condition. A number that is not there neither passes nor fails: it is said. */
export function judge(gate: Gate, group: GroupMetrics): GateOutcome {
  const { value, reason } = valueOfGate(gate, group);
  if (value === null) {
    return {
      gate: gate.text,
      outcome: 'unknown',
      value,
      says: `no number: ${reason ?? 'not known'}`,
    };
  }
  const isMet = compare[gate.operator](value, gate.bound);
  return {
    gate: gate.text,
    outcome: isMet ? 'fails' : 'holds',
    value,
    says: `it is ${inWords(value, kinds[gate.metric])}`,
  };
}

const compare: Readonly<Record<Operator, (value: number, bound: number) => boolean>> = {
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

function valueOfGate(
  { metric, statistic }: Gate,
  group: GroupMetrics,
): { value: number | null; reason: string | null } {
  const { reason, ...values } = numbersOf(metric, group);
  return { value: values[statistic] ?? null, reason };
}

type Numbers = { readonly reason: string | null } & Readonly<
  Partial<Record<Statistic, number | null>>
>;

function numbersOf(metric: MetricName, group: GroupMetrics): Numbers {
  switch (metric) {
    case 'deployment-frequency':
      return { median: group.deploymentFrequency.perDay, reason: group.deploymentFrequency.reason };
    case 'lead-time-for-changes': {
      const { medianHours, meanHours, p90Hours, reason } = group.leadTimeForChanges;
      return { median: medianHours, mean: meanHours, p90: p90Hours, reason };
    }
    case 'change-failure-rate':
      return { median: group.changeFailureRate.ratio, reason: group.changeFailureRate.reason };
    case 'failed-deployment-recovery-time': {
      const { medianHours, meanHours, reason } = group.failedDeploymentRecoveryTime;
      return { median: medianHours, mean: meanHours, reason };
    }
    case 'deployment-rework-rate':
      return {
        median: group.deploymentReworkRate.ratio,
        reason: group.deploymentReworkRate.reason,
      };
    case 'mean-time-to-recovery': {
      const { medianMinutes, meanMinutes, reason } = group.meanTimeToRecovery;
      return { median: medianMinutes, mean: meanMinutes, reason };
    }
  }
}

function inWords(value: number, kind: Kind): string {
  if (kind === 'share') return `${Number((value * 100).toFixed(2))} %`;
  const unit = { hours: ' hours', minutes: ' minutes', rate: ' a day' }[kind];
  return `${Number(value.toFixed(2))}${unit}`;
}
