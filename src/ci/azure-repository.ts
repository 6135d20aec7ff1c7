import type { EnvironmentReader } from './environment-reader.ts';
import { pathPart } from './path-part.ts';
import type { Fact, ProviderFacts } from './provider.ts';

/** Without git there is neither a commit nor a branch: a changeset of seven digits would pass for one. */
const withoutGit: ReadonlySet<string | null> = new Set(['TfsVersionControl', 'Svn']);

export function isGitRepository(env: EnvironmentReader): boolean {
  return !withoutGit.has(env.get('BUILD_REPOSITORY_PROVIDER'));
}

/**
 * `BUILD_REPOSITORY_NAME` is `owner/name` on GitHub and Bitbucket, but in Azure Repos the last part alone, so there the
 * address tells more. A classic release tells no address; it is put together from the collection and the project.
 */
export function azureRepository(
  env: EnvironmentReader,
): Pick<ProviderFacts, 'slug' | 'repositoryUrl'> {
  const name = env.get('BUILD_REPOSITORY_NAME');
  const address = env.get('BUILD_REPOSITORY_URI') ?? releaseAddress(env, name);
  if (!isGitRepository(env)) return {};
  return {
    slug: name?.includes('/') || address === null ? name : null,
    repositoryUrl: address,
  };
}

/** The address of the project, without a slash at the end: `https://dev.azure.com/fabrikam/Web%20Shop`. */
export function azureProjectUrl(env: EnvironmentReader, project: Fact): Fact {
  const collection =
    env.baseUrl('SYSTEM_COLLECTIONURI') ?? env.baseUrl('SYSTEM_TEAMFOUNDATIONCOLLECTIONURI');
  return env.join([collection, pathPart(project)], '/');
}

/** `BUILD_PROJECTNAME` is the project of the primary artifact, as agents list it among a release's variables. */
function releaseAddress(env: EnvironmentReader, name: Fact): Fact {
  const project = azureProjectUrl(env, env.first('BUILD_PROJECTNAME', 'SYSTEM_TEAMPROJECT'));
  switch (env.get('BUILD_REPOSITORY_PROVIDER')) {
    case 'TfsGit':
      return env.join([project, '_git', pathPart(name)], '/');
    case 'GitHub':
      return /^[\w.-]+\/[\w.-]+$/.test(name ?? '') ? `https://github.com/${name}` : null;
    default:
      return null;
  }
}
