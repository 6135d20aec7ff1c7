import type { Clock } from '../host/host.ts';
import type { ChangeSource } from './change-source.ts';
import type { FetchLike } from './fetch-like.ts';
import { compareOnGithub, filesOnGithub, touchingOnGithub } from './github-commits.ts';
import { attributeOnGithub } from './github-pull-requests.ts';
import { createHostSource } from './host-source.ts';

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
export function createGithubSource(repository: GithubRepository): ChangeSource {
  const { fetch, clock, token, apiUrl, graphqlUrl, slug } = repository;
  const address = `${apiUrl.replace(/\/+$/, '')}/repos/${slug.split('/').map(encodeURIComponent).join('/')}`;
  const access = {
    name: 'GitHub',
    fetch,
    clock,
    permission: '`permissions: contents: read` and `pull-requests: read`',
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'port-dora-action',
      'x-github-api-version': '2022-11-28',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  };
  return createHostSource(access, {
    id: 'github',
    between: (ask, pair, limit) => compareOnGithub(ask, address, pair, limit),
    touching: (ask, paths, search) => touchingOnGithub(ask, address, paths, search),
    files: (ask, sha) => filesOnGithub(ask, address, sha),
    attribute: (ask, commits) => attributeOnGithub(ask, graphqlUrl, slug, commits),
  });
}
