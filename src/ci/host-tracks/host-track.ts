import type { HostAnswer, HostQuestion } from '../../deployment/host-facts.ts';
import type { RunContext } from '../../deployment/run-context.ts';
import type { EventReading, EventTrack } from '../../deployment/tracked-event.ts';
import type { WorkflowFilter } from '../../deployment/workflow-filter.ts';
import type { EnvironmentReader } from '../environment-reader.ts';

/** A run of a CI that hands no event on. */
export interface EventlessRun {
  readonly context: RunContext;
  readonly env: EnvironmentReader;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether the option `status` says how it ended. */
  readonly hasStatus: boolean;
  /** Which pipelines count; `null` when all do. */
  readonly filter: WorkflowFilter | null;
}

/** What is left to ask the host, and what its answer makes of the run. */
export interface OpenTrack {
  readonly question: HostQuestion;
  conclude(answer: HostAnswer): EventReading;
}

/** The deployment that a run is for this track, as far as its variables tell; else what the host has to be asked. */
export type HostTracks = (track: EventTrack, run: EventlessRun) => EventReading | OpenTrack;
