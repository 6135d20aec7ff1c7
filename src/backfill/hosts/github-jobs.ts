import type { WorkflowFilter } from '../../deployment/workflow-filter.ts';
import type { Refusal } from '../../scm/host-client.ts';
import { listAt, numberAt, textAt } from '../../scm/json.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { githubJobDeployment } from './github-job-context.ts';
import { jobKey } from './github-job-keys.ts';
import type { GithubLists } from './github-lists.ts';
import { jobDeploymentsQuery } from './github-queries.ts';
import { encodedPath } from './github-repositories.ts';
import { isRefusal, withAllStatuses } from './github-statuses.ts';
import { createWorkflowJobs } from './github-workflow-files.ts';
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
  const request = { query: jobDeploymentsQuery, variables: { owner, name } };
  const isEnough = (nodes: readonly unknown[]): boolean =>
    isBefore(textAt(nodes.at(-1), 'createdAt'), query.since);
  const path = ['repository', 'deployments'];
  for await (const page of graphqlPages(lists.ask, lists.graphqlUrl, request, path, isEnough)) {
    if ('reason' in page) return yield listingProblem(page, repository.slug);
    for (const node of page) {
      if (!isWithin(textAt(node, 'createdAt'), query)) continue;
      const job = await jobOf(lists, node);
      if (job !== null && typeof job !== 'string') yield listingProblem(job, repository.slug);
      if (typeof job !== 'string' || seen.has(job)) continue;
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
  const actions = `${apiUrl}/repos/${encodedPath(repository.slug)}/actions`;
  const jobsOf = createWorkflowJobs(ask, apiUrl);
  const readRun = createRunReader(ask, actions);
  return async (deployment, id) => {
    const answer = await ask({ url: `${actions}/jobs/${id}` });
    // Logs of old runs are deleted with their jobs; the deployment then tells nothing more about its job.
    if ('reason' in answer) return listingProblem(answer, repository.slug);
    const job = answer.body;
    const run = await readRun(job);
    const origin = { repository: repository.slug, deployment, run };
    const key = await jobKey(origin, textAt(job, 'name') ?? '', jobsOf);
    const isAsked = filter?.patterns.some((one) => filter.matchesName(one, key)) ?? true;
    return isAsked ? githubJobDeployment(repository, { id, key, deployment, job, run }) : null;
  };
}

/** Jobs of one attempt stand close together in the list. */
const mostRuns = 50;

/**
 * Each attempt of a run was started by somebody of its own; where it is not told, the run is. Source: GitHub docs, "Get
 * a workflow run attempt".
 */
function createRunReader(
  ask: GithubLists['ask'],
  actions: string,
): (job: unknown) => Promise<unknown> {
  const runs = new Map<string, Promise<unknown>>();
  const read = async (run: string, attempt: string): Promise<unknown> => {
    const answer = await ask({ url: attempt });
    if ('body' in answer) return answer.body;
    const whole = answer.status === 404 ? await ask({ url: run }) : answer;
    return 'body' in whole ? whole.body : null;
  };
  return (job) => {
    const run = `${actions}/runs/${numberAt(job, 'run_id')}`;
    const attempt = `${run}/attempts/${numberAt(job, 'run_attempt') ?? 1}`;
    const reading = runs.get(attempt) ?? read(run, attempt);
    runs.set(attempt, reading);
    const [oldest] = runs.keys();
    if (runs.size > mostRuns && oldest !== undefined) runs.delete(oldest);
    return reading;
  };
}

/** The job that the runner wrote into the statuses. */
async function jobOf(lists: GithubLists, node: unknown): Promise<string | Refusal | null> {
  const told = jobIn(node);
  if (told !== null) return told;
  const whole = await withAllStatuses(lists, node);
  return isRefusal(whole) ? whole : jobIn(whole);
}

function jobIn(node: unknown): string | null {
  for (const status of listAt(node, 'statuses', 'nodes')) {
    const job = /\/actions\/runs\/\d+\/job\/(\d+)/.exec(textAt(status, 'logUrl') ?? '')?.[1];
    if (job !== undefined) return job;
  }
  return null;
}
