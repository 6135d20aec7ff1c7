import { notADeployment } from '../../deployment/event-reading.ts';
import { pullRequestEvent } from '../../deployment/host-events.ts';
import type { EventTrackReader } from './event-source.ts';

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
    const facts = {
      number: Number(id),
      state: payload.isTrue('pull_request.merged') ? ('merged' as const) : ('closed' as const),
      targetBranch: payload.text('pull_request.base.ref'),
      sha: payload.text('pull_request.merge_commit_sha'),
      mergedAt: time('pull_request.merged_at'),
      mergedBy: payload.text('pull_request.merged_by.login'),
      url: url('pull_request.html_url'),
    };
    return pullRequestEvent(facts, 'pull request');
  },
};
