import type { Clock } from '../host/host.ts';
import type { ChangeSource } from './change-source.ts';
import type { FetchLike } from './fetch-like.ts';
import { compareOnGithub, filesOnGithub, touchingOnGithub } from './github-commits.ts';
import { deploymentsOnGithub } from './github-deployments.ts';
import { attributeOnGithub } from './github-pull-requests.ts';
import { createHostClient, type HostAccess } from './host-client.ts';
import type { DeploymentSource } from './host-deployments.ts';
import { createHostSource, type HostReader } from './host-source.ts';

/** A repository on github.com or GitHub Enterprise Server. */
export interface GithubRepository {
  readonly fetch: FetchLike;
  readonly clock: Clock;
  readonly token: string | null;
  /** `GITHUB_API_URL`: `https://api.github.com`, or `https://HOST/api/v3`. */
  readonly apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`: `https://api.github.com/graphql`, or `https://HOST/api/graphql`. */
  readonly graphqlUrl: string;
  /** `owner/name` */
  readonly slug: string;
}

/**
 * Changes from GitHub: per 100 commits one REST comparison (GraphQL compares only branches and tags) and one GraphQL
 * query for their pull requests (REST has them only commit by commit); in a monorepo one list more per path.
 */
export function createGithubSource(repository: GithubRepository, isShared = false): ChangeSource {
  const { apiUrl, graphqlUrl, slug } = repository;
  const address = `${apiUrl.replace(/\/+$/, '')}/repos/${slug.split('/').map(encodeURIComponent).join('/')}`;
  const permission = '`permissions: contents: read` and `pull-requests: read`';
  const reader: HostReader = {
    id: 'github',
    between: (ask, pair, limit) => compareOnGithub(ask, address, pair, limit),
    touching: (ask, paths, search) => touchingOnGithub(ask, address, paths, search),
    files: (ask, sha) => filesOnGithub(ask, address, sha),
    attribute: (ask, commits) => attributeOnGithub(ask, graphqlUrl, slug, commits),
  };
  return createHostSource(accessOf(repository, permission), reader, isShared);
}

/** What GitHub itself knows of deployments, by one GraphQL query. */
export function createGithubDeployments(repository: GithubRepository): DeploymentSource {
  const access = accessOf(repository, '`permissions: deployments: read`');
  const { graphqlUrl, slug } = repository;
  return {
    name: access.name,
    successes: (question, limits) =>
      deploymentsOnGithub(createHostClient(access, limits), graphqlUrl, slug, question),
  };
}

function accessOf({ fetch, clock, token }: GithubRepository, permission: string): HostAccess {
  return {
    name: 'GitHub',
    fetch,
    clock,
    permission,
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'port-dora-action',
      'x-github-api-version': '2022-11-28',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  };
}
