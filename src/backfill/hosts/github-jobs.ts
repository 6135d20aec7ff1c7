import { readTime } from '../../ci/read-time.ts';
import { runStatus } from '../../ci/run-status.ts';
import type { WorkflowFilter } from '../../deployment/workflow-filter.ts';
import { listAt, numberAt, textAt } from '../../scm/json.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { deployedRef } from './github-deployed-ref.ts';
import { createJobKeys } from './github-job-keys.ts';
import type { GithubLists } from './github-lists.ts';
import { deploymentsQuery } from './github-queries.ts';
import { encodedPath } from './github-repositories.ts';
import { listingProblem } from './listing-problem.ts';
import { graphqlPages } from './pages.ts';
import { repositoryContext } from './repository-context.ts';
import { isBefore, isWithin } from './time-range.ts';

/**
 * The jobs that deployed: those with an `environment`, for which GitHub keeps a deployment that names the job. No list
 * tells which of the other jobs deploy. Two requests for each job: the job and its run.
 */
export async function* githubJobs(
  { ask, apiUrl, graphqlUrl }: GithubLists,
  repository: HostRepository,
  query: DeploymentQuery,
  filter: WorkflowFilter | null,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const { slug } = repository;
  const address = `${apiUrl}/repos/${encodedPath(slug)}`;
  const [owner, name] = slug.split('/');
  const keyOf = createJobKeys(ask, address);
  const runs = new Map<string, unknown>();
  const seen = new Set<string>();
  const request = { query: deploymentsQuery, variables: { owner, name } };
  const isEnough = (nodes: readonly unknown[]): boolean =>
    isBefore(textAt(nodes.at(-1), 'createdAt'), query.since);
  const path = ['repository', 'deployments'];
  for await (const page of graphqlPages(ask, graphqlUrl, request, path, isEnough)) {
    if ('reason' in page) return yield listingProblem(page, slug);
    for (const node of page) {
      const job = jobOf(node);
      if (job === null || seen.has(job) || !isWithin(textAt(node, 'createdAt'), query)) continue;
      seen.add(job);
      yield* foundJob(node, job);
    }
  }

  async function* foundJob(
    node: unknown,
    jobId: string,
  ): AsyncGenerator<FoundDeployment | ListingProblem> {
    const answer = await ask({ url: `${address}/actions/jobs/${jobId}` });
    // Logs of old runs are deleted with their jobs; the deployment then tells nothing more about its job.
    if ('reason' in answer) return yield listingProblem(answer, slug);
    const job = answer.body;
    const runId = String(numberAt(job, 'run_id') ?? '');
    const run = runs.get(runId) ?? (await readRun(runId));
    runs.set(runId, run);
    const key = await keyOf(textAt(run, 'path'), textAt(job, 'name') ?? '');
    const isAsked = filter?.patterns.some((one) => filter.matchesName(one, key)) ?? true;
    if (!isAsked) return;
    const context = contextOf(node, { id: jobId, key, job, run });
    yield { context, event: null, jobFinishedAt: timeOf(textAt(job, 'completed_at')) };
  }

  async function readRun(id: string): Promise<unknown> {
    const answer = await ask({ url: `${address}/actions/runs/${id}` });
    return 'reason' in answer ? null : answer.body;
  }

  function contextOf(
    node: unknown,
    { id, key, job, run }: { id: string; key: string; job: unknown; run: unknown },
  ): FoundDeployment['context'] {
    const runId = String(numberAt(job, 'run_id') ?? '');
    const attempt = numberAt(job, 'run_attempt') ?? 1;
    const runUrl = `${repository.url}/actions/runs/${runId}`;
    const number = numberAt(run, 'run_number');
    return {
      ...repositoryContext('github', repository),
      ...deployedRef(node),
      sha: textAt(node, 'commitOid'),
      run: {
        id: runId,
        number: number === null ? null : String(number),
        attempt,
        url: attempt > 1 ? `${runUrl}/attempts/${attempt}` : runUrl,
      },
      job: { id, name: key, url: `${runUrl}/job/${id}` },
      actor: textAt(run, 'triggering_actor', 'login') ?? textAt(run, 'actor', 'login'),
      environment: textAt(node, 'originalEnvironment') ?? textAt(node, 'environment'),
      status: runStatus(textAt(job, 'conclusion') ?? ''),
      createdAt: timeOf(textAt(job, 'started_at')),
    };
  }
}

/** The job that the runner wrote into the statuses. */
function jobOf(node: unknown): string | null {
  for (const status of listAt(node, 'statuses', 'nodes')) {
    const job = /\/actions\/runs\/\d+\/job\/(\d+)/.exec(textAt(status, 'logUrl') ?? '')?.[1];
    if (job !== undefined) return job;
  }
  return null;
}

function timeOf(text: string | null): string | null {
  const time = text === null ? null : readTime(text, Number.POSITIVE_INFINITY);
  return time !== null && 'value' in time ? time.value : null;
}
