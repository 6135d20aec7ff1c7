import { repositoryUrl, slugOfUrl } from '../../ci/web-url.ts';
import { at, listAt, textAt } from '../../scm/json.ts';
import type { HostRepository, ListingProblem, RepositoryScope } from '../deployment-host.ts';
import { type AzureCollection, azurePath, projectResources } from './azure-collection.ts';
import { listingProblem } from './listing-problem.ts';

/** The repositories of a project, or one of them. Source: Microsoft Learn, "Repositories - List", which has no pages. */
export async function* azureRepositories(
  { ask, collectionUrl, listed }: AzureCollection,
  scope: RepositoryScope,
): AsyncGenerator<HostRepository | ListingProblem> {
  const [project = '', name = null] = azurePath(scope);
  const url = `${projectResources(collectionUrl, project)}/git/repositories`;
  const answer = await ask({ url: `${url}?api-version=6.0` });
  if ('reason' in answer)
    return yield listingProblem(answer, scope.kind === 'repository' ? scope.slug : null);
  const all = listAt(answer.body, 'value').flatMap((value) => {
    const repository = repositoryOf(value);
    const told = { id: textAt(value, 'id'), project: textAt(value, 'project', 'name') };
    for (const { url: address } of repository) listed.set(address, told);
    return repository;
  });
  const wanted = name === null ? all : all.filter((one) => one.name === name);
  if (name !== null && wanted.length === 0) {
    const repository = `${project}/${name}`;
    yield { reason: 'there is no such repository', repository, isGone: true };
  }
  yield* wanted;
}

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
