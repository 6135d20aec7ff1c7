import type { NameMatcher } from '../../deployment/environment-rules.ts';
import type { Refusal } from '../../scm/host-client.ts';
import { chunked } from '../../scm/in-parallel.ts';
import { listAt, numberAt } from '../../scm/json.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import {
  type AzureCollection,
  partsOf,
  projectResources,
  repositoryId,
} from './azure-collection.ts';
import { foundAzureJob } from './azure-found-job.ts';
import type { EnvironmentJob } from './azure-kept-jobs.ts';
import { azurePages } from './azure-pages.ts';
import { listingProblem } from './listing-problem.ts';
import { isWithin } from './time-range.ts';

/** So many ids are 1 KB of an address. */
const runsAtOnce = 100;

/**
 * The deployment jobs of the pipelines of a repository, by the records of the environments of its project. Each is read
 * by the provider of a live report from the variables that it had, so that both say the same of it.
 */
export async function* azureJobs(
  collection: AzureCollection,
  repository: HostRepository,
  query: DeploymentQuery,
  matchesName: NameMatcher,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const { project } = partsOf(collection, repository);
  const { byPipeline, problems } = await collection.environmentJobs(project, query);
  for (const reason of problems) yield unread({ reason }, repository);
  if (byPipeline.size === 0) return;
  const id = await repositoryId(collection, repository);
  if (typeof id !== 'string') return yield listingProblem(id, repository.slug);
  const pipelines = await pipelinesOf(collection, project, id);
  if ('reason' in pipelines) return yield unread(pipelines, repository);
  const jobs = pipelines
    .flatMap((pipeline) => byPipeline.get(pipeline) ?? [])
    .filter((job) => isAsked(job, query, matchesName));
  for (const some of byRuns(jobs)) {
    const builds = await readBuilds(collection, project, [...some.keys()]);
    if ('reason' in builds) return yield unread(builds, repository);
    for (const [run, ofRun] of some) {
      const build = builds.get(run) ?? null;
      for (const job of ofRun) yield foundAzureJob(collection, repository, { job, build, id });
    }
  }
}

/** The repository is there, so that also a 404 is somebody's to mend. */
const unread = ({ reason }: Pick<Refusal, 'reason'>, { slug }: HostRepository): ListingProblem => ({
  ...{ reason, repository: slug, isGone: false },
});

/** A live report of a job in a stage is called `Stage.Job`; either name may be asked for. */
function isAsked(
  { stage, job, startedAt }: EnvironmentJob,
  query: DeploymentQuery,
  matchesName: NameMatcher,
): boolean {
  const names = [job ?? '', `${stage}.${job}`];
  return (
    isWithin(new Date(startedAt).toISOString(), query) &&
    (query.workflows?.some((one) => names.some((name) => matchesName(one, name))) ?? true)
  );
}

/** Source: Microsoft Learn, "Definitions - List": `repositoryId` needs its `repositoryType`. */
async function pipelinesOf(
  { ask, collectionUrl }: AzureCollection,
  project: string,
  repository: string,
): Promise<readonly number[] | Refusal> {
  const url = `${projectResources(collectionUrl, project)}/build/definitions?repositoryId=${repository}&repositoryType=TfsGit&$top=1000&api-version=6.0`;
  const ids: number[] = [];
  for await (const page of azurePages(ask, url)) {
    if ('reason' in page) return page;
    ids.push(...page.items.flatMap((item) => numberAt(item, 'id') ?? []));
  }
  return ids;
}

/** The jobs of so many runs at once, by their runs. */
function byRuns(jobs: readonly EnvironmentJob[]): ReadonlyMap<number, EnvironmentJob[]>[] {
  const runs = new Map<number, EnvironmentJob[]>();
  for (const job of jobs) {
    const others = runs.get(job.runId);
    if (others) others.push(job);
    else runs.set(job.runId, [job]);
  }
  return chunked([...runs], runsAtOnce).map((some) => new Map(some));
}

/** Runs by their ids, with those that are deleted but not for good yet. Source: Microsoft Learn, "Builds - List". */
async function readBuilds(
  { ask, collectionUrl }: AzureCollection,
  project: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, unknown> | Refusal> {
  const url = `${projectResources(collectionUrl, project)}/build/builds?buildIds=${ids.join(',')}&deletedFilter=includeDeleted&api-version=6.0`;
  const answer = await ask({ url });
  if ('reason' in answer) return answer;
  return new Map(
    listAt(answer.body, 'value').map((build) => [numberAt(build, 'id') ?? 0, build] as const),
  );
}
