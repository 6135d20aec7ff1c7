import { deploymentOf, type EventTrackReader, notADeployment } from './event-source.ts';

/** A merged pull request is a deployment of its base branch, at the moment of the merge. */
export const pullRequest: EventTrackReader = {
  events: ['pull_request', 'pull_request_target'],
  on: 'on: { pull_request: { types: [closed] } }',
  read: ({ payload, time, url }) => {
    const id = payload.id('pull_request.number') ?? payload.id('number');
    if (id === null) return notADeployment('the event names no pull request');
    const action = payload.text('action') ?? 'without an action';
    if (action !== 'closed') {
      return notADeployment(`pull request ${id} was not merged by this event (${action})`);
    }
    if (!payload.isTrue('pull_request.merged')) {
      return notADeployment(`pull request ${id} was closed without merging`);
    }
    const mergedAt = time('pull_request.merged_at');
    const address = url('pull_request.html_url');
    return deploymentOf({
      track: 'pull-request',
      identity: `pull-request-${id}`,
      status: 'success',
      sha: payload.text('pull_request.merge_commit_sha'),
      branch: payload.text('pull_request.base.ref'),
      createdAt: mergedAt,
      finishedAt: mergedAt,
      url: address,
      actor: payload.text('pull_request.merged_by.login'),
      pullRequest: { number: Number(id), url: address },
    });
  },
};
