import { deploymentOf, notADeployment } from './event-reading.ts';
import type { HostPullRequest, HostRelease, HostRun } from './host-facts.ts';
import { isFuture } from './time.ts';
import type { EventReading } from './tracked-event.ts';

/** A merged pull request as a deployment of its target branch, at the moment of the merge; `noun` is the host's word for it. */
export function pullRequestEvent(
  { number, state, targetBranch, sha, mergedAt, mergedBy, url }: HostPullRequest,
  noun: 'pull request' | 'merge request',
): EventReading {
  if (state === 'closed') return notADeployment(`${noun} ${number} was closed without merging`);
  if (state === 'open') return notADeployment(`${noun} ${number} is not merged`);
  return deploymentOf({
    track: 'pull-request',
    identity: `pull-request-${number}`,
    status: 'success',
    sha,
    branch: targetBranch,
    createdAt: mergedAt,
    finishedAt: mergedAt,
    url,
    actor: mergedBy,
    pullRequest: { number, url },
  });
}

/** A run as a deployment, whatever its end: what that means is decided with the words of all CIs. */
export function runEvent(run: HostRun, isUnmerged = false): EventReading {
  const { id, attempt, status, sha, branch, tag, startedAt, finishedAt, url, actor } = run;
  return deploymentOf({
    track: 'workflow-run',
    identity: `workflow-run-${id}`,
    attempt,
    status,
    sha,
    branch: tag === null ? branch : null,
    tag,
    isUnmerged,
    createdAt: startedAt,
    finishedAt,
    url,
    actor,
  });
}

/** A release that is public, at the moment of its publication; `now` in milliseconds. */
export function releaseEvent(release: HostRelease, now: number): EventReading {
  const { id, tag, isDraft, isPrerelease, sha, releasedAt, url, actor } = release;
  if (releasedAt !== null && isFuture(releasedAt, now))
    return notADeployment(`release ${tag ?? id} is announced for ${releasedAt}`);
  if (isDraft) return notADeployment(`release ${tag ?? id} is not published yet`);
  return deploymentOf({
    track: 'release',
    identity: `release-${id}`,
    status: 'success',
    sha,
    tag,
    prerelease: isPrerelease,
    createdAt: releasedAt,
    finishedAt: releasedAt,
    url,
    actor,
  });
}
