import type { GateOutcome } from '../metrics/judge-gate.ts';
import type { MetricName, MetricsReport } from '../metrics/report.ts';

/** What a renderer has to know beside the report. */
export interface RenderContext {
  /** Whether the reader shows colours. */
  readonly colour: boolean;
  /** Columns of a terminal. */
  readonly width: number;
  /** The metric of outputs that show only one. */
  readonly metric: MetricName;
  /** The colours of outputs that have only one set; light when absent. */
  readonly theme?: 'light' | 'dark';
  readonly gates: readonly GateOutcome[];
}

/** A report in one of its forms. */
export type RenderFormat = (
  report: MetricsReport,
  context: RenderContext,
) => string | Uint8Array | Promise<string | Uint8Array>;

/** One form of a report; its code is loaded when it is asked for. */
export interface Format {
  /** Endings of file names that mean it. */
  readonly endings: readonly string[];
  load(): Promise<RenderFormat>;
}
