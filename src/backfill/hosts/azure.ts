import { repositoryUrl, slugOfUrl } from '../../ci/web-url.ts';
import { azureAuthorization, createAzureReposSource } from '../../scm/azure-repos.ts';
import { createHostClient } from '../../scm/host-client.ts';
import { at, listAt, textAt } from '../../scm/json.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
  RepositoryScope,
} from '../deployment-host.ts';
import { type AzureCollection, azurePath, partsOf } from './azure-collection.ts';
import { azureListings } from './azure-listings.ts';
import type { HostSettings } from './host-settings.ts';
import { listingProblem } from './listing-problem.ts';

type AzureToken = Parameters<typeof azureAuthorization>[0];

/** Azure DevOps Services or Server: the repositories of a project, their completed pull requests, runs and tags. */
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
      permission: 'Code (Read) and Build (Read)',
      headers: {
        accept: 'application/json',
        'user-agent': 'port-dora-action',
        ...azureAuthorization(token),
      },
    },
    limits,
  );
  const collection: AzureCollection = { ask, collectionUrl };

  async function* repositories(
    scope: RepositoryScope,
  ): AsyncGenerator<HostRepository | ListingProblem> {
    const [project = '', name = null] = azurePath(scope);
    const url = `${collectionUrl}/${encodeURIComponent(project)}/_apis/git/repositories`;
    const answer = await ask({ url: `${url}?api-version=6.0` });
    if ('reason' in answer)
      return yield listingProblem(answer, scope.kind === 'repository' ? scope.slug : null);
    const all = listAt(answer.body, 'value').flatMap(repositoryOf);
    const wanted = name === null ? all : all.filter((one) => one.name === name);
    if (name !== null && wanted.length === 0)
      yield {
        reason: 'there is no such repository',
        repository: `${project}/${name}`,
        isGone: true,
      };
    yield* wanted;
  }

  async function* deployments(
    repository: HostRepository,
    query: DeploymentQuery,
  ): AsyncGenerator<FoundDeployment | ListingProblem> {
    const list = azureListings[query.track];
    if (list === undefined)
      return yield {
        reason: `Azure DevOps lists nothing for track ${query.track}: use workflow-run, pull-request or tag`,
        repository: repository.slug,
        isGone: false,
      };
    yield* list(collection, repository, query, matchesName);
  }

  return {
    id: 'azure',
    repositories,
    deployments,
    changes: (repository) => {
      const { project, name } = partsOf(repository);
      return createAzureReposSource({
        ...{ fetch, clock, token, collectionUrl, project, repository: name },
        webUrl: repository.url,
      });
    },
  };
}

/** Source: Microsoft Learn, "Repositories - List". */
function repositoryOf(value: unknown): HostRepository[] {
  const url = repositoryUrl(textAt(value, 'webUrl') ?? textAt(value, 'remoteUrl') ?? '');
  const slug = url === null ? null : slugOfUrl(url);
  if (url === null || slug === null) return [];
  return [
    {
      ...{ slug, url },
      name: textAt(value, 'name') ?? slug,
      defaultBranch: textAt(value, 'defaultBranch')?.replace(/^refs\/heads\//, '') ?? null,
      isArchived: at(value, 'isDisabled') === true,
      isFork: at(value, 'isFork') === true,
    },
  ];
}
