import { runBranch, runPullRequest, runTag } from '../github-workflow-run.ts';
import { deploymentOf, type EventTrackReader, notADeployment } from './event-source.ts';

/** A workflow run that ended, from the start of this attempt to its end. */
export const workflowRun: EventTrackReader = {
  events: ['workflow_run'],
  on: 'on: { workflow_run: { workflows: [<name of the deploying workflow>], types: [completed] } }',
  read: ({ payload, context, time, url }) => {
    const id = payload.id('workflow_run.id');
    if (id === null) return notADeployment('the event names no workflow run');
    const conclusion = payload.text('workflow_run.conclusion');
    if (payload.text('action') !== 'completed' || conclusion === null) {
      return notADeployment(`workflow run ${id} has not ended`);
    }
    const tag = runTag(payload);
    return deploymentOf({
      track: 'workflow-run',
      identity: `workflow-run-${id}`,
      attempt: payload.number('workflow_run.run_attempt'),
      status: conclusion,
      sha: payload.text('workflow_run.head_sha'),
      branch: tag === null ? runBranch(payload) : null,
      tag,
      createdAt: time('workflow_run.run_started_at'),
      finishedAt: time('workflow_run.updated_at'),
      url: url('workflow_run.html_url'),
      actor:
        payload.text('workflow_run.triggering_actor.login') ??
        payload.text('workflow_run.actor.login'),
      pullRequest: pullRequestOf(runPullRequest(payload)?.number ?? null, context.repository.url),
    });
  },
};

function pullRequestOf(number: string | null, repository: string | null) {
  if (number === null) return null;
  return {
    number: Number(number),
    url: repository === null ? null : `${repository}/pull/${number}`,
  };
}
