import { notADeployment } from '../../deployment/event-reading.ts';
import { runEvent } from '../../deployment/host-events.ts';
import type { EventReading } from '../../deployment/tracked-event.ts';
import { whyNotTracked } from '../../deployment/workflow-filter.ts';
import { runBranch, runPullRequest, runTag } from '../github-workflow-run.ts';
import type { Payload } from '../payload.ts';
import type { EventSource, EventTrackReader } from './event-source.ts';

/** A workflow run that ended, from the start of this attempt to its end. */
export const workflowRun: EventTrackReader = {
  events: ['workflow_run'],
  on: 'on: { workflow_run: { workflows: [<name of the deploying workflow>], types: [completed] } }',
  read: (source) => {
    const { payload, filter } = source;
    const id = payload.id('workflow_run.id');
    if (id === null) return notADeployment('the event names no workflow run');
    const conclusion = payload.text('workflow_run.conclusion');
    if (payload.text('action') !== 'completed' || conclusion === null) {
      return notADeployment(`workflow run ${id} has not ended`);
    }
    const reason = filter && whyNotTracked(filter, workflowNames(payload));
    return reason ? notADeployment(reason) : endedRun(id, conclusion, source);
  },
};

/** A workflow without a name is called after its file, and GitHub may leave both out for one that was deleted. */
const workflowNames = (payload: Payload) => ({
  names: [payload.text('workflow.name'), payload.text('workflow_run.name')],
  path: payload.text('workflow_run.path') ?? payload.text('workflow.path'),
});

function endedRun(id: string, status: string, source: EventSource): EventReading {
  const { payload, context, time, url } = source;
  const reading = runEvent(
    {
      ...{ id, status },
      attempt: payload.number('workflow_run.run_attempt'),
      name: payload.text('workflow_run.name'),
      sha: payload.text('workflow_run.head_sha'),
      branch: runBranch(payload),
      tag: runTag(payload),
      startedAt: time('workflow_run.run_started_at'),
      finishedAt: time('workflow_run.updated_at'),
      url: url('workflow_run.html_url'),
      actor:
        payload.text('workflow_run.triggering_actor.login') ??
        payload.text('workflow_run.actor.login'),
    },
    // What such a run builds is not merged, whatever its branch is called; `pull_request_target` runs the base branch.
    payload.text('workflow_run.event') === 'pull_request',
  );
  const pullRequest = pullRequestOf(
    runPullRequest(payload)?.number ?? null,
    context.repository.url,
  );
  return reading.kind === 'deployment'
    ? { ...reading, event: { ...reading.event, pullRequest } }
    : reading;
}

function pullRequestOf(number: string | null, repository: string | null) {
  if (number === null) return null;
  return {
    number: Number(number),
    url: repository === null ? null : `${repository}/pull/${number}`,
  };
}
