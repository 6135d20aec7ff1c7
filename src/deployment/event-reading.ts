import type { EventReading, TrackedEvent } from './tracked-event.ts';

export function notADeployment(reason: string): EventReading {
  return { kind: 'not-a-deployment', reason };
}

/** Nobody tells what decides a metric, so nothing is reported; `hint` says how to mend it. */
export function notKnown(reason: string, hint: string): EventReading {
  return { kind: 'unknown', reason, hint };
}

/** A deployment with only what the event tells; everything else is `null`. */
export function deploymentOf(
  event: Pick<TrackedEvent, 'track' | 'identity' | 'status'> & Partial<TrackedEvent>,
): EventReading {
  const nothing = {
    attempt: null,
    sha: null,
    branch: null,
    tag: null,
    environment: null,
    prerelease: false,
    createdAt: null,
    finishedAt: null,
    url: null,
    actor: null,
    pullRequest: null,
  };
  return { kind: 'deployment', event: { ...nothing, ...event } };
}

/** The same reading; a deployment says in addition what it was read from. */
export function withNote(reading: EventReading, note: string): EventReading {
  return reading.kind === 'deployment'
    ? { ...reading, event: { ...reading.event, notes: [...(reading.event.notes ?? []), note] } }
    : reading;
}
