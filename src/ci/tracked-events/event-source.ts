import type { RunContext } from '../../deployment/run-context.ts';
import type { EventReading } from '../../deployment/tracked-event.ts';
import type { WorkflowFilter } from '../../deployment/workflow-filter.ts';
import type { Payload } from '../payload.ts';

/** What a track reads: the event, the facts of the run, and the event's times checked. */
export interface EventSource {
  readonly payload: Payload;
  readonly context: RunContext;
  /** RFC 3339 in UTC; `null` when there is no time at the path, or none that can be right. */
  readonly time: (path: string) => string | null;
  /** An http(s) address without credentials. */
  readonly url: (path: string) => string | null;
  /** Which workflows count; `null` when all do. */
  readonly filter: WorkflowFilter | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** How one track reads the events that can be its deployment. */
export interface EventTrackReader {
  /** The events of GitHub Actions that the track needs. */
  readonly events: readonly string[];
  /** The lines of the workflow that start it, in one line. */
  readonly on: string;
  read(source: EventSource): EventReading;
}
