import type { WorkflowFilter } from '../../deployment/workflow-filter.ts';
import { listAt, numberAt, textAt } from '../../scm/json.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { githubJobDeployment } from './github-job-context.ts';
import { createJobKeys } from './github-job-keys.ts';
import type { GithubLists } from './github-lists.ts';
import { deploymentsQuery } from './github-queries.ts';
import { encodedPath } from './github-repositories.ts';
import { listingProblem } from './listing-problem.ts';
import { graphqlPages } from './pages.ts';
import { isBefore, isWithin } from './time-range.ts';

/**
 * The jobs that deployed: those with an `environment`, for which GitHub keeps a deployment that names the job. No list
 * tells which of the other jobs deploy. Two requests for each job: the job and its run.
 */
export async function* githubJobs(
  lists: GithubLists,
  repository: HostRepository,
  query: DeploymentQuery,
  filter: WorkflowFilter | null,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const [owner, name] = repository.slug.split('/');
  const readJob = jobReader(lists, repository, filter);
  const seen = new Set<string>();
  const request = { query: deploymentsQuery, variables: { owner, name } };
  const isEnough = (nodes: readonly unknown[]): boolean =>
    isBefore(textAt(nodes.at(-1), 'createdAt'), query.since);
  const path = ['repository', 'deployments'];
  for await (const page of graphqlPages(lists.ask, lists.graphqlUrl, request, path, isEnough)) {
    if ('reason' in page) return yield listingProblem(page, repository.slug);
    for (const node of page) {
      const job = jobOf(node);
      if (job === null || seen.has(job) || !isWithin(textAt(node, 'createdAt'), query)) continue;
      seen.add(job);
      const found = await readJob(node, job);
      if (found !== null) yield found;
    }
  }
}

/** Reads a job and its run, which several jobs share; `null` for a job that is not asked for. */
function jobReader(
  { ask, apiUrl }: GithubLists,
  repository: HostRepository,
  filter: WorkflowFilter | null,
): (deployment: unknown, id: string) => Promise<FoundDeployment | ListingProblem | null> {
  const address = `${apiUrl}/repos/${encodedPath(repository.slug)}`;
  const keyOf = createJobKeys(ask, address);
  const runs = new Map<string, unknown>();
  const readRun = async (id: string): Promise<unknown> => {
    const answer = await ask({ url: `${address}/actions/runs/${id}` });
    return 'reason' in answer ? null : answer.body;
  };
  return async (deployment, id) => {
    const answer = await ask({ url: `${address}/actions/jobs/${id}` });
    // Logs of old runs are deleted with their jobs; the deployment then tells nothing more about its job.
    if ('reason' in answer) return listingProblem(answer, repository.slug);
    const job = answer.body;
    const runId = String(numberAt(job, 'run_id') ?? '');
    const run = runs.get(runId) ?? (await readRun(runId));
    runs.set(runId, run);
    const key = await keyOf(textAt(run, 'path'), textAt(job, 'name') ?? '');
    const isAsked = filter?.patterns.some((one) => filter.matchesName(one, key)) ?? true;
    return isAsked ? githubJobDeployment(repository, { id, key, deployment, job, run }) : null;
  };
}

/** The job that the runner wrote into the statuses. */
function jobOf(node: unknown): string | null {
  for (const status of listAt(node, 'statuses', 'nodes')) {
    const job = /\/actions\/runs\/\d+\/job\/(\d+)/.exec(textAt(status, 'logUrl') ?? '')?.[1];
    if (job !== undefined) return job;
  }
  return null;
}
