import {
  deploymentOf,
  notADeployment,
  notKnown,
  withNote,
} from '../../deployment/event-reading.ts';
import { pullRequestEvent, runEvent } from '../../deployment/host-events.ts';
import type { HostAnswer, HostRun } from '../../deployment/host-facts.ts';
import type { EventReading } from '../../deployment/tracked-event.ts';
import { whyNotTracked } from '../../deployment/workflow-filter.ts';
import { azureTriggeringRun, type TriggeringRun } from './azure-triggering-run.ts';
import type { EventlessRun, HostTracks, OpenTrack } from './host-track.ts';

/**
 * Azure Pipelines starts a run of the target branch after a pull request was completed; a pipeline is told by its last
 * stage, or by another one that it triggers. Names: Microsoft Learn, "Use predefined variables", read 2026-11-22.
 */
export const azureTracks: HostTracks = (track, run) => {
  if (run.env.get('RELEASE_RELEASEID') !== null && track !== 'tag') {
    return wrongEvent(
      `track ${track} has no meaning in a classic release`,
      'leave `track` out: each stage that deploys is the deployment',
    );
  }
  switch (track) {
    case 'pull-request':
      return pullRequest(run);
    case 'workflow-run':
      return pipeline(run);
    case 'tag':
      return tag(run);
    case 'release':
    case 'deployment-status':
      return wrongEvent(
        `track ${track} is an event of other hosts, and Azure Pipelines starts nothing by it`,
        'use `track: tag` in a pipeline that tags trigger, or leave `track` out in the job that deploys',
      );
  }
};

const wrongEvent = (reason: string, hint: string): EventReading => ({
  kind: 'wrong-event',
  reason,
  hint,
});

function pullRequest(run: EventlessRun): EventReading | OpenTrack {
  const { branch, sha, pullRequest: validated } = run.context;
  const provider = run.env.get('BUILD_REPOSITORY_PROVIDER');
  if (provider !== 'TfsGit') {
    return wrongEvent(
      `track pull-request needs a repository in Azure Repos, and this one is of ${provider ?? 'an unknown kind'}`,
      'report it from the CI of its host, or leave `track` out in the job that deploys',
    );
  }
  if (validated !== null)
    return notADeployment(
      `pull request ${validated.number} is not completed: this run validates it`,
    );
  if (branch === null || sha === null)
    return notADeployment('this is not a run of a branch, and a completed pull request starts one');
  return {
    question: { about: 'pull-request', sha, branch },
    conclude: (answer) => concludePullRequest(answer, run),
  };
}

/** The host's word counts; without one, the message that Azure Repos proposes for the commit of a merge or squash. */
function concludePullRequest(answer: HostAnswer, run: EventlessRun): EventReading {
  const { sha, repository, branch } = run.context;
  if (answer.about === 'pull-request') {
    return answer.found === null
      ? notADeployment(`no pull request was completed into ${branch} by ${sha}`)
      : pullRequestEvent(answer.found, 'pull request');
  }
  const why = answer.about === 'nothing' ? answer.reason : 'Azure Repos was not asked';
  const message = run.env.get('BUILD_SOURCEVERSIONMESSAGE') ?? '';
  const number = /^Merged PR (\d{1,15}): /.exec(message)?.[1] ?? null;
  if (number === null) return withoutPullRequest(why, answer);
  // The run begins right after; for a stage that is retried nobody tells the time.
  const mergedAt = run.context.createdAt;
  const url = repository.url === null ? null : `${repository.url}/pullrequest/${number}`;
  const facts = { state: 'merged', targetBranch: branch, sha, mergedAt, mergedBy: null } as const;
  const reading = pullRequestEvent({ ...facts, number: Number(number), url }, 'pull request');
  const note = `pull request ${number} was read from the message of the commit: ${why}`;
  return withNote(reading, note);
}

function withoutPullRequest(why: string, answer: HostAnswer): EventReading {
  const reason = `the message of the commit names no pull request, and ${why}`;
  return answer.about === 'nothing' && answer.isExpected
    ? notKnown(reason, 'map SYSTEM_ACCESSTOKEN: $(System.AccessToken) under `env` of the step')
    : notADeployment(`${reason}; after a rebase only SYSTEM_ACCESSTOKEN can tell`);
}

/** This run, told by its last stage or job; or the one that triggered it, where `workflow` names that one's pipeline. */
function pipeline(run: EventlessRun): EventReading | OpenTrack {
  const { env, filter, context } = run;
  const trigger = filter === null ? null : azureTriggeringRun(env);
  if (filter && trigger && whyNotTracked(filter, { names: [trigger.name], path: null }) === null)
    return triggeringRun(run, trigger);
  const reason =
    filter && whyNotTracked(filter, { names: [env.get('BUILD_DEFINITIONNAME')], path: null });
  if (reason) return notADeployment(reason);
  const { id } = context.run;
  if (id === null)
    return notKnown('the run has no id', 'pass BUILD_BUILDID to the step that reports');
  const job = { id: env.get('SYSTEM_JOBID'), stage: env.get('SYSTEM_STAGENAME') };
  return {
    question: { about: 'run', id, job, project: null },
    conclude: (answer) => concludeOwnRun(answer, run, id),
  };
}

function concludeOwnRun(answer: HostAnswer, run: EventlessRun, id: string): EventReading {
  const { context, env, hasStatus } = run;
  const told = answer.about === 'run' ? answer.found : null;
  if (told === null && !hasStatus) return endUnknown(id, answer);
  const facts: HostRun = {
    ...{ id, name: env.get('BUILD_DEFINITIONNAME'), status: told?.status ?? 'unknown' },
    attempt: Math.max(told?.attempt ?? 1, context.run.attempt ?? 1),
    ...{ sha: context.sha, branch: context.branch, tag: context.tag },
    startedAt: told?.startedAt ?? context.createdAt,
    finishedAt: told?.finishedAt ?? null,
    ...{ url: context.run.url, actor: context.actor },
  };
  return runEvent(facts, context.pullRequest !== null);
}

function triggeringRun(run: EventlessRun, trigger: TriggeringRun): OpenTrack {
  const { id, project } = trigger;
  return {
    question: { about: 'run', id, job: null, project },
    conclude: (answer) => {
      if (answer.about === 'run' && answer.found) return runEvent(answer.found);
      if (!run.hasStatus && !trigger.hasSucceeded) return endUnknown(id, answer);
      const status = trigger.hasSucceeded ? 'succeeded' : 'unknown';
      const { name, sha, branch, tag, actor } = trigger;
      const facts = { id, attempt: null, name, status, sha, branch, tag, actor };
      return withNote(
        runEvent({ ...facts, startedAt: null, finishedAt: run.context.createdAt, url: null }),
        `run ${id} is known only from the variables of its trigger: ${whyOf(answer)}`,
      );
    },
  };
}

const whyOf = (answer: HostAnswer): string =>
  answer.about === 'nothing' ? answer.reason : 'Azure DevOps does not know it';

const endUnknown = (id: string, answer: HostAnswer): EventReading =>
  notKnown(
    `how run ${id} ended is not known: ${whyOf(answer)}`,
    'map SYSTEM_ACCESSTOKEN: $(System.AccessToken) under `env` of the step, or set `status`',
  );

function tag({ context }: EventlessRun): EventReading {
  const { tag: name, sha, actor } = context;
  return name === null
    ? notADeployment('this run was not started by a tag')
    : deploymentOf({
        ...{ track: 'tag', identity: `tag-${name}`, status: 'success' },
        ...{ sha, tag: name, actor },
      });
}
