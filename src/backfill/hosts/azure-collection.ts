import type { Ask, Refusal } from '../../scm/host-client.ts';
import { textAt } from '../../scm/json.ts';
import type { HostRepository, RepositoryScope } from '../deployment-host.ts';
import type { ReadEnvironmentJobs } from './azure-environment-jobs.ts';

/** A collection of projects, and how it is asked. */
export interface AzureCollection {
  readonly ask: Ask;
  /** `https://dev.azure.com/acme`, without a slash at the end. */
  readonly collectionUrl: string;
  /** What the list of repositories told, by their addresses. */
  readonly listed: Map<string, ListedRepository>;
  readonly environmentJobs: ReadEnvironmentJobs;
}

/** What an address does not tell for sure. */
export interface ListedRepository {
  readonly id: string | null;
  /** Name of the project. */
  readonly project: string | null;
}

/** The project and perhaps the repository that are meant, without the organization, which is part of the address. */
export function azurePath(scope: RepositoryScope): readonly string[] {
  const path = scope.kind === 'repository' ? scope.slug : scope.path;
  const parts = path.split('/').filter((part) => part !== '' && part !== '_git');
  const most = scope.kind === 'repository' ? 2 : 1;
  return parts.slice(-most);
}

/** The project and the name of a repository, as they were listed, else as its address has them. */
export function partsOf(
  { listed }: Pick<AzureCollection, 'listed'>,
  { url }: HostRepository,
): { project: string; name: string } {
  const parts = decodeURIComponent(new URL(url).pathname).split('/').filter(Boolean);
  const name = parts.at(-1) ?? '';
  // A repository that is called like its project has an address without the project.
  const isShort = parts.at(-2) === '_git' && parts.length <= 3;
  const inAddress = parts.at(-2) === '_git' && !isShort ? parts.at(-3) : null;
  return { project: listed.get(url)?.project ?? inAddress ?? name, name };
}

/** Address of the resources of a project. */
export const projectResources = (collectionUrl: string, project: string): string =>
  `${collectionUrl}/${encodeURIComponent(project)}/_apis`;

/** The id of a repository, which builds and pipelines are listed by; asked for only where no list told it. */
export async function repositoryId(
  collection: AzureCollection,
  repository: HostRepository,
): Promise<string | Refusal> {
  const known = collection.listed.get(repository.url)?.id ?? null;
  if (known !== null) return known;
  const { project, name } = partsOf(collection, repository);
  const resources = projectResources(collection.collectionUrl, project);
  const answer = await collection.ask({
    url: `${resources}/git/repositories/${encodeURIComponent(name)}?api-version=6.0`,
  });
  if ('reason' in answer) return answer;
  return (
    textAt(answer.body, 'id') ?? { status: 200, reason: 'Azure DevOps answered without an id' }
  );
}
