import type { MetricName } from './report.ts';

/** The events behind one number, and those left out, each with its reason. */
export interface Explanation {
  readonly metric: MetricName;
  readonly events: readonly ExplainedEvent[];
}

/** A deployment, change or incident that a number is made of, or that was left out of it. */
export interface ExplainedEvent {
  readonly what: 'deployment' | 'change' | 'incident';
  readonly identifier: string;
  readonly title: string | null;
  readonly service: string | null;
  readonly at: string;
  /** What it adds to the number, or why it adds nothing. */
  readonly counts: boolean;
  readonly reason: string;
  /** Its own time in hours; 1 or 0 where it is counted or not; `null` where it has no number. */
  readonly value: number | null;
  readonly isTime: boolean;
  readonly url: string | null;
}
