import { deploymentOf, notADeployment } from '../../deployment/event-reading.ts';
import { deploymentEnvironment } from '../github-event-facts.ts';
import type { EventTrackReader } from './event-source.ts';

/** Every other state (`pending`, `queued`, `in_progress`, `waiting`, `inactive`) is not the end of a deployment. */
const outcomes = new Set(['success', 'failure', 'error']);

/** A deployment of GitHub's own that reached its outcome. */
export const deploymentStatus: EventTrackReader = {
  events: ['deployment_status'],
  on: 'on: deployment_status',
  read: ({ payload, context, time, url }) => {
    const id = payload.id('deployment.id');
    if (id === null) return notADeployment('the event names no deployment');
    const state = payload.text('deployment_status.state') ?? 'without a state';
    if (!outcomes.has(state))
      return notADeployment(`the state of deployment ${id} is not final (${state})`);
    return deploymentOf({
      track: 'deployment-status',
      identity: `deployment-${id}`,
      status: state,
      sha: payload.text('deployment.sha'),
      branch: context.branch,
      tag: context.tag,
      environment: deploymentEnvironment(payload),
      createdAt: time('deployment.created_at'),
      finishedAt: time('deployment_status.created_at'),
      url: url('deployment_status.log_url') ?? url('deployment_status.target_url'),
      actor: payload.text('deployment.creator.login'),
    });
  },
};
