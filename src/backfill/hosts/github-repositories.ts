import type { Ask, Refusal } from '../../scm/host-client.ts';
import { at, listAt, textAt } from '../../scm/json.ts';
import type { HostRepository, ListingProblem, RepositoryScope } from '../deployment-host.ts';
import { listingProblem } from './listing-problem.ts';
import { restPages } from './pages.ts';

/**
 * The repositories of an organisation, else of a user. Source: GitHub docs, "REST API endpoints for repositories":
 * List organization repositories, List repositories for a user, Get a repository (which follows a new name).
 */
export async function* githubRepositories(
  ask: Ask,
  apiUrl: string,
  scope: RepositoryScope,
): AsyncGenerator<HostRepository | ListingProblem> {
  if (scope.kind === 'repository') {
    const answer = await ask({ url: `${apiUrl}/repos/${encodedPath(scope.slug)}` });
    if ('reason' in answer) yield listingProblem(answer, scope.slug);
    else yield* repositoryOf(answer.body);
    return;
  }
  const name = encodeURIComponent(scope.path);
  const addresses = [`${apiUrl}/orgs/${name}/repos`, `${apiUrl}/users/${name}/repos`];
  let refused: Refusal | null = null;
  for (const address of addresses) {
    refused = null;
    for await (const page of restPages(ask, `${address}?per_page=100&sort=full_name`, listAt)) {
      if ('reason' in page) refused = page;
      else for (const one of page) yield* repositoryOf(one);
    }
    if (refused?.status !== 404) break;
  }
  if (refused) yield listingProblem(refused, null);
}

function repositoryOf(value: unknown): HostRepository[] {
  const [slug, url] = [textAt(value, 'full_name'), textAt(value, 'html_url')];
  if (slug === null || url === null) return [];
  return [
    {
      ...{ slug, url },
      name: textAt(value, 'name') ?? slug,
      defaultBranch: textAt(value, 'default_branch'),
      isArchived: at(value, 'archived') === true,
      isFork: at(value, 'fork') === true,
    },
  ];
}

/** `owner/name`, each part made safe for an address. */
export const encodedPath = (slug: string): string =>
  slug.split('/').map(encodeURIComponent).join('/');
