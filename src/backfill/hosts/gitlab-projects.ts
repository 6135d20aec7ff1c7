import type { Ask } from '../../scm/host-client.ts';
import { at, listAt, textAt } from '../../scm/json.ts';
import type { HostRepository, ListingProblem, RepositoryScope } from '../deployment-host.ts';
import { listingProblem } from './listing-problem.ts';
import { restPages } from './pages.ts';

export const projectUrl = (apiUrl: string, path: string): string =>
  `${apiUrl}/projects/${encodeURIComponent(path)}`;

/** The projects of a group and its subgroups, or one. Source: GitLab docs, "Groups API", List projects; "Projects API". */
export async function* gitlabProjects(
  ask: Ask,
  apiUrl: string,
  scope: RepositoryScope,
): AsyncGenerator<HostRepository | ListingProblem> {
  if (scope.kind === 'repository') {
    const answer = await ask({ url: projectUrl(apiUrl, scope.slug) });
    if ('reason' in answer) yield listingProblem(answer, scope.slug);
    else yield* projectOf(answer.body);
    return;
  }
  const group = `${apiUrl}/groups/${encodeURIComponent(scope.path)}`;
  const url = `${group}/projects?include_subgroups=true&with_shared=false&order_by=id&per_page=100`;
  for await (const page of restPages(ask, url, listAt)) {
    if ('reason' in page) yield listingProblem(page, null);
    else for (const one of page) yield* projectOf(one);
  }
}

function projectOf(value: unknown): HostRepository[] {
  const [slug, url] = [textAt(value, 'path_with_namespace'), textAt(value, 'web_url')];
  if (slug === null || url === null) return [];
  return [
    {
      ...{ slug, url },
      name: textAt(value, 'path') ?? slug,
      defaultBranch: textAt(value, 'default_branch'),
      isArchived: at(value, 'archived') === true,
      isFork: at(value, 'forked_from_project') != null,
    },
  ];
}
