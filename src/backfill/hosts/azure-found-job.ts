import { deriveRunContext } from '../../ci/derive-run-context.ts';
import { environmentReader } from '../../ci/environment-reader.ts';
import { azure } from '../../ci/providers/azure.ts';
import { notADeployment } from '../../deployment/event-reading.ts';
import { textAt } from '../../scm/json.ts';
import type { FoundDeployment, HostRepository } from '../deployment-host.ts';
import { type AzureCollection, partsOf } from './azure-collection.ts';
import { azureJobVariables } from './azure-job-variables.ts';
import type { EnvironmentJob } from './azure-kept-jobs.ts';
import { repositoryContext } from './repository-context.ts';

/** A deployment job, with what the API tells of its run. */
interface AzureJob {
  readonly job: EnvironmentJob;
  /** `null` for a run that was deleted: then nobody tells its commit and branch any more. */
  readonly build: unknown;
  /** Of the repository. */
  readonly id: string;
}

/** The deployment as the job itself would have reported it: by the provider of a live report, from the variables that it had. */
export function foundAzureJob(
  collection: AzureCollection,
  repository: HostRepository,
  { job, build, id }: AzureJob,
): FoundDeployment {
  const elsewhere = whyElsewhere(build, id);
  if (elsewhere !== null)
    return { context: repositoryContext('azure', repository), event: notADeployment(elsewhere) };
  const variables = azureJobVariables(job, build, {
    ...partsOf(collection, repository),
    ...{ collectionUrl: collection.collectionUrl, url: repository.url },
  });
  const facts = azure.read(environmentReader(variables), {
    ...{ event: { name: null, payload: null }, hints: { jobId: null, jobStatus: null } },
    checkout: null,
  });
  const { context } = deriveRunContext('azure', facts, Number.POSITIVE_INFINITY);
  return {
    // A job of Azure is not told when it began itself; what the record says is better than the begin of its run.
    context: { ...context, createdAt: new Date(job.startedAt).toISOString() },
    event: null,
    jobFinishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
  };
}

/**
 * A run that another repository of the pipeline's resources triggered has the commit and the name of that one, and so has
 * a live report. Source: Microsoft Learn, "Check out multiple repositories", "Repository resource triggers".
 */
function whyElsewhere(build: unknown, id: string): string | null {
  const isOther = (other: string | null): boolean =>
    other !== null && other.toLowerCase() !== id.toLowerCase();
  if (isOther(textAt(build, 'triggerInfo', 'ci.triggerRepository')))
    return 'its run was triggered by another repository than that of its pipeline';
  return isOther(textAt(build, 'repository', 'id'))
    ? 'its pipeline was one of another repository then'
    : null;
}
