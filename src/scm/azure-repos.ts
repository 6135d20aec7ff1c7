import type { Clock } from '../host/host.ts';
import { attributeOnAzure } from './azure-attribution.ts';
import {
  type AzureAddress,
  commitsOnAzure,
  filesOnAzure,
  touchingOnAzure,
} from './azure-commits.ts';
import type { ChangeSource } from './change-source.ts';
import type { FetchLike } from './fetch-like.ts';
import { createHostSource, type HostReader } from './host-source.ts';

/** A git repository in Azure DevOps Services or Server. */
export interface AzureRepository {
  readonly fetch: FetchLike;
  readonly clock: Clock;
  /** `System.AccessToken` is a bearer; a personal access token is sent as a password. */
  readonly token: { readonly value: string; readonly kind: 'bearer' | 'personal' } | null;
  /** `System.CollectionUri`: `https://dev.azure.com/acme/`, or `https://HOST/tfs/Collection/`. */
  readonly collectionUrl: string;
  /** Name or id. */
  readonly project: string;
  /** Name or id. */
  readonly repository: string;
  /** The repository's address in a browser, which pull requests are linked below. */
  readonly webUrl: string;
}

/**
 * Changes from Azure Repos: one list of the range per 1,000 commits and one query for the pull requests per 100; in a
 * monorepo one list more per path; for the dates of each squashed or rebased pull request one request more.
 */
export function createAzureReposSource(azure: AzureRepository, isShared = false): ChangeSource {
  const { fetch, clock } = azure;
  const address = azureAddress(azure);
  const webUrl = azure.webUrl.replace(/\/+$/, '');
  const access = {
    name: 'Azure Repos',
    fetch,
    clock,
    permission: 'Code (Read), as System.AccessToken has it for the repositories of its pipeline',
    headers: {
      accept: 'application/json',
      'user-agent': 'port-dora-action',
      ...azureAuthorization(azure.token),
    },
  };
  const reader: HostReader = {
    id: 'azure-repos',
    between: (ask, pair, limit) => commitsOnAzure(ask, address, pair, limit),
    touching: (ask, paths, search) => touchingOnAzure(ask, address, paths, search),
    files: (ask, sha) => filesOnAzure(ask, address, sha),
    attribute: (ask, commits) => attributeOnAzure(ask, address, webUrl, commits),
  };
  return createHostSource(access, reader, isShared);
}

/** Where the REST resources of the repository are. */
export function azureAddress({
  collectionUrl,
  project,
  repository,
}: Pick<AzureRepository, 'collectionUrl' | 'project' | 'repository'>): AzureAddress {
  const collection = collectionUrl.replace(/\/+$/, '');
  const isCloud = /^https:\/\/(?:dev\.azure\.com|[^/]+\.visualstudio\.com)(?:\/|$)/.test(
    collection,
  );
  return {
    repository: `${collection}/${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(repository)}`,
    // Servers refuse versions newer than themselves: 6.0 is Azure DevOps Server 2020, and newer ones still know it.
    // Source: Microsoft Learn, "REST API versioning for Azure DevOps".
    version: `api-version=${isCloud ? '7.1' : '6.0'}`,
  };
}

/** Source: Microsoft Learn, "Get started with the REST APIs for Azure DevOps", Authenticate. */
export function azureAuthorization(token: AzureRepository['token']): Record<string, string> {
  if (token === null) return {};
  const value =
    token.kind === 'bearer'
      ? `Bearer ${token.value}`
      : `Basic ${Buffer.from(`:${token.value}`).toString('base64')}`;
  return { authorization: value };
}
