import type { Clock } from '../../../src/host/host.ts';
import { nodeClock } from '../../../src/host/node-clock.ts';
import { createAzureReposSource } from '../../../src/scm/azure-repos.ts';
import type { ChangeSource, ReadLimits } from '../../../src/scm/change-source.ts';
import type { FetchLike } from '../../../src/scm/fetch-like.ts';
import { createGithubSource } from '../../../src/scm/github.ts';
import { createGitlabSource } from '../../../src/scm/gitlab.ts';

export const limits = (edit: Partial<ReadLimits> = {}): ReadLimits => ({
  commits: 5_000,
  deadline: Date.now() + 60_000,
  ...edit,
});

interface Host {
  readonly url: string;
  readonly fetch: FetchLike;
  readonly clock?: Clock;
}

export const githubAt = ({ url, fetch, clock = nodeClock }: Host): ChangeSource =>
  createGithubSource({
    fetch,
    clock,
    token: 'github-token-1234',
    apiUrl: url,
    graphqlUrl: `${url}/graphql`,
    slug: 'acme/shop',
  });

export const gitlabAt = ({ url, fetch, clock = nodeClock }: Host): ChangeSource =>
  createGitlabSource({
    fetch,
    clock,
    token: 'gitlab-token-1234',
    apiUrl: `${url}/api/v4`,
    graphqlUrl: `${url}/api/graphql`,
    path: 'acme/team/shop',
  });

export const azureAt = ({ url, fetch, clock = nodeClock }: Host): ChangeSource =>
  createAzureReposSource({
    fetch,
    clock,
    token: { value: 'azure-token-1234', kind: 'bearer' },
    collectionUrl: `${url}/acme/`,
    project: 'Web Shop',
    repository: 'shop',
    webUrl: `${url}/acme/Web%20Shop/_git/shop`,
  });
