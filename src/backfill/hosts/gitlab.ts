import { createGitlabSource } from '../../scm/gitlab.ts';
import { createHostClient } from '../../scm/host-client.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { gitlabJobs } from './gitlab-jobs.ts';
import { gitlabListings } from './gitlab-listings.ts';
import { gitlabProjects, projectUrl } from './gitlab-projects.ts';
import type { HostSettings } from './host-settings.ts';
import { listingProblem } from './listing-problem.ts';
import { restPages } from './pages.ts';
import { isBefore } from './time-range.ts';

/** gitlab.com or a self-managed GitLab, by its REST API: 100 deployments, merge requests, releases or tags a request. */
export function createGitlabHost(
  settings: HostSettings & { readonly apiUrl: string; readonly graphqlUrl: string },
): DeploymentHost {
  const { fetch, clock, token, limits, graphqlUrl, matchesName } = settings;
  const apiUrl = settings.apiUrl.replace(/\/+$/, '');
  const ask = createHostClient(
    {
      ...{ name: 'GitLab', fetch, clock },
      permission: 'the scope read_api',
      headers: {
        accept: 'application/json',
        'user-agent': 'port-dora-action',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    },
    limits,
  );

  async function* deployments(
    repository: HostRepository,
    query: DeploymentQuery,
  ): AsyncGenerator<FoundDeployment | ListingProblem> {
    const project = projectUrl(apiUrl, repository.slug);
    const needs = { ask, project, now: clock.now(), matchesName };
    if (query.track === 'job' || query.track === 'deployment-status')
      return yield* gitlabJobs(needs, repository, query, matchesName);
    const { path, timeOf, read } = gitlabListings[query.track];
    const isEnough = (items: readonly unknown[]): boolean =>
      isBefore(timeOf(items.at(-1)), query.since);
    for await (const page of restPages(ask, `${needs.project}/${path(query)}`, listOf, isEnough)) {
      if ('reason' in page) return yield listingProblem(page, repository.slug);
      for (const item of page) yield* await read(item, { ...needs, repository, query });
    }
  }

  return {
    id: 'gitlab',
    repositories: (scope) => gitlabProjects(ask, apiUrl, scope),
    deployments,
    changes: ({ slug }) =>
      createGitlabSource({ fetch, clock, token, apiUrl, graphqlUrl, path: slug }),
  };
}

const listOf = (body: unknown): readonly unknown[] =>
  Array.isArray(body) ? (body as readonly unknown[]) : [];
