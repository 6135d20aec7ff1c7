import { deploymentOf } from '../deployment/event-reading.ts';
import type { CiId, RunContext } from '../deployment/run-context.ts';
import type { EventReading, EventTrack } from '../deployment/tracked-event.ts';
import type { WorkflowFilter } from '../deployment/workflow-filter.ts';
import type { Payload } from './payload.ts';
import type { CiEvent } from './provider.ts';
import { readTime } from './read-time.ts';
import { deploymentStatus } from './tracked-events/deployment-status.ts';
import type { EventSource, EventTrackReader } from './tracked-events/event-source.ts';
import { pullRequest } from './tracked-events/pull-request.ts';
import { release } from './tracked-events/release.ts';
import { tag } from './tracked-events/tag.ts';
import { workflowRun } from './tracked-events/workflow-run.ts';
import { webUrl } from './web-url.ts';

const readers: Readonly<Record<EventTrack, EventTrackReader>> = {
  'pull-request': pullRequest,
  'workflow-run': workflowRun,
  release,
  tag,
  'deployment-status': deploymentStatus,
};

/** The run as `readRunContext` read it. */
interface TrackedRun {
  readonly context: RunContext;
  readonly event: CiEvent;
}

/**
 * The deployment that the run's event tells for this track, or why there is none; `now` in milliseconds. For the tracks
 * of GitLab and Azure Pipelines, which hand no event on, see `hostTracks`.
 */
export function readTrackedEvent(
  track: EventTrack,
  run: TrackedRun,
  now: number,
  filter: WorkflowFilter | null = null,
): EventReading {
  if (run.context.ci !== 'github') return withoutEvents(track, run.context);
  const reader = readers[track];
  const { events, on } = reader;
  const { name, payload } = run.event;
  const hint = `start the workflow with: ${on}`;
  if (name === null || !events.includes(name)) {
    const reason = `track ${track} needs the event ${events.join(' or ')}, and this run was started by ${name ?? 'an event without a name'}`;
    return { kind: 'wrong-event', reason, hint };
  }
  if (payload === null) {
    return {
      kind: 'wrong-event',
      reason: `the event ${name} that started this run cannot be read`,
      hint,
    };
  }
  return readGithubEvent(track, payload, { context: run.context, now, filter });
}

/** What reading an event needs beside the event. */
type EventNeeds = Pick<EventSource, 'context' | 'now' | 'filter'>;

/** What an event of GitHub says to a track that it fits; the event may also be made from what the API lists. */
export function readGithubEvent(
  track: EventTrack,
  payload: Payload,
  { context, now, filter }: EventNeeds,
): EventReading {
  return readers[track].read({
    ...{ payload, context, now, filter },
    time: (path) => {
      const text = payload.text(path);
      const time = text === null ? null : readTime(text, now);
      return time !== null && 'value' in time ? time.value : null;
    },
    url: (path) => webUrl(payload.text(path) ?? ''),
  });
}

/** Other CIs hand no event on, but each of them tells the tag that started a run. */
function withoutEvents(track: EventTrack, context: RunContext): EventReading {
  if (track !== 'tag') {
    return {
      kind: 'wrong-event',
      reason: `track ${track} is not told in ${nameOf(context.ci)}`,
      hint: 'leave the option track out, so that the job itself is the deployment',
    };
  }
  if (context.tag === null) {
    return { kind: 'not-a-deployment', reason: 'this run was not started by a tag' };
  }
  return deploymentOf({
    track: 'tag',
    identity: `tag-${context.tag}`,
    status: 'success',
    sha: context.sha,
    tag: context.tag,
    actor: context.actor,
  });
}

function nameOf(ci: CiId): string {
  return ci === 'generic' ? 'an unknown CI' : ci;
}
