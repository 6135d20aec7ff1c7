import { readTime } from '../../ci/read-time.ts';
import { runStatus } from '../../ci/run-status.ts';
import { numberAt, textAt } from '../../scm/json.ts';
import type { FoundDeployment, HostRepository } from '../deployment-host.ts';
import { deployedRef } from './github-deployed-ref.ts';
import { repositoryContext } from './repository-context.ts';

/** A job that deployed, with what the API tells of it. */
export interface GithubJob {
  readonly id: string;
  /** In its workflow file. */
  readonly key: string;
  /** Answers of the API: the deployment, the job, and its run, which may be gone. */
  readonly deployment: unknown;
  readonly job: unknown;
  readonly run: unknown;
}

/** The deployment as the job itself would have reported it. */
export function githubJobDeployment(
  repository: HostRepository,
  { id, key, deployment, job, run }: GithubJob,
): FoundDeployment {
  const runId = String(numberAt(job, 'run_id') ?? '');
  const attempt = numberAt(job, 'run_attempt') ?? 1;
  const runUrl = `${repository.url}/actions/runs/${runId}`;
  const number = numberAt(run, 'run_number');
  return {
    context: {
      ...repositoryContext('github', repository),
      ...deployedRef(deployment),
      sha: textAt(deployment, 'commitOid'),
      run: {
        id: runId,
        number: number === null ? null : String(number),
        attempt,
        url: attempt > 1 ? `${runUrl}/attempts/${attempt}` : runUrl,
      },
      job: { id, name: key, url: `${runUrl}/job/${id}` },
      actor: textAt(run, 'triggering_actor', 'login') ?? textAt(run, 'actor', 'login'),
      environment: textAt(deployment, 'originalEnvironment') ?? textAt(deployment, 'environment'),
      status: runStatus(textAt(job, 'conclusion') ?? ''),
      createdAt: timeOf(textAt(job, 'started_at')),
    },
    event: null,
    jobFinishedAt: timeOf(textAt(job, 'completed_at')),
  };
}

function timeOf(text: string | null): string | null {
  const time = text === null ? null : readTime(text, Number.POSITIVE_INFINITY);
  return time !== null && 'value' in time ? time.value : null;
}
