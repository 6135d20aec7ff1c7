import type { Ask } from '../../scm/host-client.ts';
import type { HostRepository, RepositoryScope } from '../deployment-host.ts';

/** A collection of projects, and how it is asked. */
export interface AzureCollection {
  readonly ask: Ask;
  /** `https://dev.azure.com/acme`, without a slash at the end. */
  readonly collectionUrl: string;
}

/** The project and perhaps the repository that are meant, without the organization, which is part of the address. */
export function azurePath(scope: RepositoryScope): readonly string[] {
  const path = scope.kind === 'repository' ? scope.slug : scope.path;
  const parts = path.split('/').filter((part) => part !== '' && part !== '_git');
  const most = scope.kind === 'repository' ? 2 : 1;
  return parts.slice(-most);
}

/** The project and the name of a repository, as its address has them. */
export function partsOf({ url }: HostRepository): { project: string; name: string } {
  const parts = decodeURIComponent(new URL(url).pathname).split('/').filter(Boolean);
  const name = parts.at(-1) ?? '';
  // A repository that is called like its project has an address without the project.
  const project = parts.at(-2) === '_git' ? (parts.at(-3) ?? name) : name;
  return { project: parts.length > 3 || parts.at(-2) !== '_git' ? project : name, name };
}
