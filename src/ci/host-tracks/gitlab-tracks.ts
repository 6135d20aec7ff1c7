import {
  deploymentOf,
  notADeployment,
  notKnown,
  withNote,
} from '../../deployment/event-reading.ts';
import { pullRequestEvent, releaseEvent, runEvent } from '../../deployment/host-events.ts';
import type { HostAnswer, HostRun } from '../../deployment/host-facts.ts';
import type { EventReading } from '../../deployment/tracked-event.ts';
import { whyNotTracked } from '../../deployment/workflow-filter.ts';
import { readTime } from '../read-time.ts';
import { mergeRequestOfMessage } from './gitlab-merge-message.ts';
import type { EventlessRun, HostTracks, OpenTrack } from './host-track.ts';

/**
 * GitLab starts no pipeline for the end of something: the pipeline of the target branch follows a merge, the pipeline of
 * a tag a release, and a pipeline is told by its last job.
 */
export const gitlabTracks: HostTracks = (track, run) => {
  switch (track) {
    case 'pull-request':
      return mergeRequest(run);
    case 'workflow-run':
      return pipeline(run);
    case 'release':
      return release(run);
    case 'tag':
      return tag(run);
    case 'deployment-status':
      return {
        kind: 'wrong-event',
        reason: 'track deployment-status is an event of GitHub, and GitLab starts nothing by it',
        hint: 'leave `track` out in the job that has the `environment`: it is the deployment',
      };
  }
};

function mergeRequest(run: EventlessRun): EventReading | OpenTrack {
  const { branch, sha, pullRequest } = run.context;
  if (pullRequest !== null) {
    return notADeployment(
      `merge request ${pullRequest.number} is not merged: this is a pipeline of its own`,
    );
  }
  if (branch === null || sha === null)
    return notADeployment('this is not the pipeline of a branch, and a merge starts one');
  return {
    question: { about: 'pull-request', sha, branch },
    conclude: (answer) => concludeMergeRequest(answer, run),
  };
}

/** The host's word counts; without one, what GitLab writes below the message of a merge commit. */
function concludeMergeRequest(answer: HostAnswer, run: EventlessRun): EventReading {
  const { sha, repository, branch } = run.context;
  if (answer.about === 'pull-request') {
    return answer.found === null
      ? notADeployment(`no merge request was merged into ${branch} by ${sha}`)
      : pullRequestEvent(answer.found, 'merge request');
  }
  const number = mergeRequestOfMessage(run.env.get('CI_COMMIT_MESSAGE') ?? '', {
    path: repository.slug ?? '',
    branch: branch ?? '',
  });
  const why = answer.about === 'nothing' ? answer.reason : 'GitLab was not asked';
  if (number === null) return withoutMergeRequest(why, answer);
  // The commit is made by the merge, so its time is that of the merge.
  const mergedAt = timeOf(run, 'CI_COMMIT_TIMESTAMP');
  const url = repository.url === null ? null : `${repository.url}/-/merge_requests/${number}`;
  const facts = { number, state: 'merged', targetBranch: branch, sha, mergedAt } as const;
  return withNote(
    pullRequestEvent({ ...facts, mergedBy: null, url }, 'merge request'),
    `merge request ${number} was read from the message of the commit: ${why}`,
  );
}

function withoutMergeRequest(why: string, answer: HostAnswer): EventReading {
  const reason = `the message of the commit names no merge request of this branch, and ${why}`;
  return answer.about === 'nothing' && answer.isExpected
    ? notKnown(reason, 'give gitlab-token a token with `read_api` that GitLab accepts')
    : notADeployment(`${reason}; after a fast-forward only gitlab-token can tell`);
}

/** A pipeline with its last job: what came before that job has ended. */
function pipeline(run: EventlessRun): EventReading | OpenTrack {
  const { env, filter, context, hasStatus } = run;
  const { id } = context.run;
  if (id === null) {
    return notKnown('the pipeline has no id', 'pass CI_PIPELINE_ID to the step that reports');
  }
  const name = env.get('CI_PIPELINE_NAME');
  const reason = filter && whyNotTracked(filter, { names: [name], path: null });
  if (reason) return notADeployment(reason);
  const job = { id: env.get('CI_JOB_ID'), stage: env.get('CI_JOB_STAGE') };
  return {
    question: { about: 'run', id, job, project: null },
    conclude: (answer) => {
      if (answer.about === 'run' && answer.found) return pipelineEvent(run, answer.found);
      if (hasStatus) return pipelineEvent(run, { status: 'unknown', attempt: null });
      const why = answer.about === 'nothing' ? answer.reason : 'GitLab does not know it';
      return notKnown(
        `how pipeline ${id} ended is not known: ${why}`,
        'give gitlab-token a token with `read_api`, or report by two jobs of the stage .post, `when: on_success` and `when: on_failure`, that set `status`',
      );
    },
  };
}

/** What the host tells of the pipeline beside what its variables do. */
function pipelineEvent(
  run: EventlessRun,
  told: Pick<HostRun, 'status' | 'attempt'> & Partial<HostRun>,
): EventReading {
  const { context, env } = run;
  const facts = {
    id: context.run.id ?? '',
    name: env.get('CI_PIPELINE_NAME'),
    startedAt: told.startedAt ?? timeOf(run, 'CI_PIPELINE_CREATED_AT'),
    finishedAt: told.finishedAt ?? null,
    sha: context.sha,
    branch: context.branch,
    tag: context.tag,
    url: context.run.url,
    actor: context.actor,
  };
  const { status, attempt } = told;
  return runEvent({ ...facts, status, attempt }, context.pullRequest !== null);
}

function release(run: EventlessRun): EventReading | OpenTrack {
  const { tag } = run.context;
  if (tag === null) {
    return notADeployment(
      'this is not the pipeline of a tag, and a release is told by that of its tag',
    );
  }
  return {
    question: { about: 'release', tag },
    conclude: (answer) => {
      if (answer.about === 'release') {
        return answer.found === null
          ? notADeployment(`the tag ${tag} has no release`)
          : releaseEvent({ ...answer.found, sha: answer.found.sha ?? run.context.sha }, run.now);
      }
      const why = answer.about === 'nothing' ? answer.reason : 'GitLab was not asked';
      return notKnown(
        `whether the tag ${tag} has a release is not known: ${why}`,
        'let the job reach the API of GitLab with its CI_JOB_TOKEN, or set gitlab-token',
      );
    },
  };
}

function tag({ context }: EventlessRun): EventReading {
  const { tag: name, sha, actor, repository } = context;
  if (name === null) return notADeployment('this pipeline was not started by a tag');
  const path = name.split('/').map(encodeURIComponent).join('/');
  const url = repository.url === null ? null : `${repository.url}/-/tags/${path}`;
  return deploymentOf({
    ...{ track: 'tag', identity: `tag-${name}`, status: 'success' },
    ...{ sha, tag: name, url, actor },
  });
}

function timeOf({ env, now }: EventlessRun, variable: string): string | null {
  const text = env.get(variable);
  const time = text === null ? null : readTime(text, now);
  return time !== null && 'value' in time ? time.value : null;
}
