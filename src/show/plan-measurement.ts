import { intervalFor } from '../metrics/buckets.ts';
import { type Gate, parseGate } from '../metrics/gate.ts';
import { type GroupKind, groupKinds } from '../metrics/report.ts';
import { createTimeZone } from '../metrics/time-zone.ts';
import type { metricsOptions } from '../options/metrics-options.ts';
import type { OptionProblem } from '../options/option-problem.ts';
import type { OptionValues } from '../options/read-options.ts';
import type { GatherSettings } from './gather.ts';
import type { MeasureValues } from './measure-input.ts';
import { readWindow } from './read-window.ts';

/** What `metrics` asks for beside `explain`. */
export type MetricsValues = MeasureValues &
  Pick<OptionValues<typeof metricsOptions>, 'by' | 'compare' | 'failIf'>;

export interface Plan {
  readonly settings: GatherSettings;
  readonly gates: readonly Gate[];
}

/** How to measure, from the options; or every problem with them. */
export function planMeasurement(
  values: MetricsValues,
  now: number,
): Plan | { readonly problems: readonly OptionProblem[] } {
  const zone = createTimeZone(values.timeZone);
  const window = readWindow(values, zone, now);
  const gates = (values.failIf ?? []).map((text) => ({ text, gate: parseGate(text) }));
  const problems = [
    ...('code' in window ? [window] : []),
    ...gates.flatMap(({ text, gate }) =>
      'problem' in gate ? [gateProblem(text, gate.problem)] : [],
    ),
    ...(values.input === '-' && values.incidents === '-' ? [stdinTwice] : []),
  ];
  if (problems.length > 0 || 'code' in window) return { problems };
  return {
    gates: gates.flatMap(({ gate }) => ('problem' in gate ? [] : [gate])),
    settings: {
      window,
      zone,
      now,
      compare: values.compare,
      interval: values.interval ?? intervalFor(window),
      environment: values.environment,
      incidentWindowHours: values.incidentWindow,
      excludeFailedRuns: values.excludeFailedRuns,
      countLowUrgency: values.countLowUrgency,
      countMaintenance: values.countMaintenance,
      recompute: values.recompute,
      bands: values.bands,
      by: groupsToShow(values.by),
      services: (values.service ?? []).map(({ title }) => title),
      teams: values.team ?? [],
    },
  };
}

const groupsToShow = (by: MetricsValues['by']): readonly GroupKind[] => by ?? groupKinds;

const gateProblem = (text: string, problem: string): OptionProblem => ({
  code: 'OPTION_INVALID',
  message: `fail-if ${problem}: ${JSON.stringify(text.slice(0, 100))}`,
  hint: 'write for instance `change-failure-rate > 15%` or `lead-time-for-changes > 2d`',
});

const stdinTwice: OptionProblem = {
  code: 'OPTION_CONFLICT',
  message: 'input and incidents are both read from stdin',
  hint: 'give one of them as a file',
};
