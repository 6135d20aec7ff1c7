import { azureAuthorization, createAzureReposSource } from '../../scm/azure-repos.ts';
import { createHostClient } from '../../scm/host-client.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { type AzureCollection, partsOf, projectResources } from './azure-collection.ts';
import { environmentJobsReader } from './azure-environment-jobs.ts';
import { azureListings } from './azure-listings.ts';
import { azureRepositories } from './azure-repositories.ts';
import type { HostSettings } from './host-settings.ts';

type AzureToken = Parameters<typeof azureAuthorization>[0];

/** Azure DevOps Services or Server: the repositories of a project, their deployment jobs, completed pull requests, runs and tags. */
export function createAzureHost(
  settings: Omit<HostSettings, 'token'> & {
    readonly collectionUrl: string;
    readonly token: AzureToken;
  },
): DeploymentHost {
  const { fetch, clock, token, limits, matchesName } = settings;
  const collectionUrl = settings.collectionUrl.replace(/\/+$/, '');
  const ask = createHostClient(
    {
      ...{ name: 'Azure DevOps', fetch, clock },
      permission: 'Code (Read) and Build (Read), and for environments Environment (Read & manage)',
      headers: {
        accept: 'application/json',
        'user-agent': 'port-dora-action',
        ...azureAuthorization(token),
      },
    },
    limits,
  );
  const resourcesOf = (project: string): string => projectResources(collectionUrl, project);
  const environmentJobs = environmentJobsReader({ ask, resourcesOf });
  const collection: AzureCollection = { ask, collectionUrl, listed: new Map(), environmentJobs };

  async function* deployments(
    repository: HostRepository,
    query: DeploymentQuery,
  ): AsyncGenerator<FoundDeployment | ListingProblem> {
    const list = azureListings[query.track];
    if (list === undefined)
      return yield {
        reason: `Azure DevOps lists nothing for track ${query.track}: use job, workflow-run, pull-request or tag`,
        repository: repository.slug,
        isGone: false,
      };
    yield* list(collection, repository, query, matchesName);
  }

  return {
    id: 'azure',
    repositories: (scope) => azureRepositories(collection, scope),
    deployments,
    changes: (repository) => {
      const { project, name } = partsOf(collection, repository);
      return createAzureReposSource({
        ...{ fetch, clock, token, collectionUrl, project, repository: name },
        webUrl: repository.url,
      });
    },
  };
}
