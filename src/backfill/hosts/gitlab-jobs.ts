import { refNames } from '../../ci/ref-names.ts';
import { runStatus } from '../../ci/run-status.ts';
import type { NameMatcher } from '../../deployment/environment-rules.ts';
import type { Ask } from '../../scm/host-client.ts';
import { at, listAt, numberAt, textAt } from '../../scm/json.ts';
import { readTime } from '../../scm/read-time.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { listingProblem } from './listing-problem.ts';
import { restPages } from './pages.ts';
import { repositoryContext } from './repository-context.ts';
import { isWithin } from './time-range.ts';

interface JobNeeds {
  readonly ask: Ask;
  /** Address of the project's resources. */
  readonly project: string;
}

/**
 * The jobs with an `environment`: GitLab keeps a deployment of each, and each try of a job is a deployment of its own.
 * Source: GitLab docs, "Deployments API", List project deployments: `deployable` is the job.
 */
export async function* gitlabJobs(
  { ask, project }: JobNeeds,
  repository: HostRepository,
  query: DeploymentQuery,
  matchesName: NameMatcher,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const since = query.since === null ? '' : `&updated_after=${encodeURIComponent(query.since)}`;
  const url = `${project}/deployments?order_by=updated_at&sort=desc&per_page=100${since}`;
  for await (const page of restPages(ask, url, listAt)) {
    if ('reason' in page) return yield listingProblem(page, repository.slug);
    for (const deployment of page) {
      const job = at(deployment, 'deployable');
      const isAsked =
        query.workflows?.some((one) => matchesName(one, textAt(job, 'name') ?? '')) ?? true;
      if (isAsked && isWithin(textAt(deployment, 'created_at'), query))
        yield foundJob(deployment, job, repository);
    }
  }
}

/** A deployment that was made by the API has no job; it is told by its own id then. */
function foundJob(deployment: unknown, job: unknown, repository: HostRepository): FoundDeployment {
  const ref = textAt(job, 'ref') ?? textAt(deployment, 'ref');
  const isTag = at(job, 'tag') === true;
  const pipeline = at(job, 'pipeline');
  return {
    context: {
      ...repositoryContext('gitlab', repository),
      ...refNames(isTag ? null : ref, isTag ? ref : null),
      sha: textAt(deployment, 'sha'),
      run: {
        id: idOf(pipeline) ?? `deployment-${idOf(deployment)}`,
        number: idOf(pipeline, 'iid'),
        attempt: null,
        url: textAt(pipeline, 'web_url'),
      },
      job: { id: idOf(job), name: textAt(job, 'name'), url: textAt(job, 'web_url') },
      actor: textAt(deployment, 'user', 'username') ?? textAt(job, 'user', 'username'),
      environment: textAt(deployment, 'environment', 'name'),
      status: runStatus(textAt(deployment, 'status') ?? ''),
      createdAt: readTime(textAt(job, 'started_at')) ?? readTime(textAt(deployment, 'created_at')),
    },
    event: null,
    jobFinishedAt:
      readTime(textAt(job, 'finished_at')) ?? readTime(textAt(deployment, 'updated_at')),
  };
}

function idOf(value: unknown, key = 'id'): string | null {
  const number = numberAt(value, key);
  return number === null ? null : String(number);
}
