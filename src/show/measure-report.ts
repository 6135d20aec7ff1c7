import { type GateOutcome, judge } from '../metrics/judge-gate.ts';
import type { MetricsReport } from '../metrics/report.ts';
import { gather } from './gather.ts';
import type { MeasureInput } from './measure-input.ts';
import type { Plan } from './plan-measurement.ts';

/** The metrics of a window, and what became of the conditions that were set on all of it. */
export interface MeasuredReport {
  readonly report: MetricsReport;
  readonly gates: readonly GateOutcome[];
}

/** Reads, counts and judges. @throws PortDoraError when nothing can be read */
export async function measureReport(
  input: MeasureInput,
  { settings, gates }: Plan,
): Promise<MeasuredReport> {
  const { measured, source, bad } = await gather(input, settings);
  const report = measured.report(source, bad.byReason());
  return {
    report,
    gates: gates.map((gate) => judge(gate, report.groups[0])),
  };
}
