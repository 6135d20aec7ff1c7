import { isSafeForTokens } from '../ci/is-safe-for-tokens.ts';
import type { RunContext } from '../deployment/run-context.ts';
import type { Host } from '../host/host.ts';
import { createAzureReposSource } from '../scm/azure-repos.ts';
import type { ChangeSource } from '../scm/change-source.ts';
import { createGitSource } from '../scm/git.ts';
import { createGithubSource } from '../scm/github.ts';
import { createGitlabSource } from '../scm/gitlab.ts';
import { fetchOverTransport } from './fetch-over-transport.ts';
import type { ReportOptionValues } from './report-options.ts';

type OpenSource = (
  context: RunContext,
  options: ReportOptionValues,
  host: Host,
) => ChangeSource | null;

/** The sources of changes for this run, the better first: the host's API where it can be asked, then the checkout. */
export function openChangeSources(
  context: RunContext,
  options: ReportOptionValues,
  host: Host,
): readonly ChangeSource[] {
  const hosts: readonly OpenSource[] = [githubSource, gitlabSource, azureSource];
  const checkout = createGitSource({ git: host.git, clock: host.clock, mayDeepen: options.deepen });
  return [...hosts.flatMap((open) => open(context, options, host) ?? []), checkout];
}

/** Also where another CI deploys a repository of github.com: a token is all that it takes. */
const githubSource: OpenSource = ({ ci, repository: { slug, url } }, { githubToken }, host) => {
  const isGithub = ci === 'github' || url?.startsWith('https://github.com/');
  if (!isGithub || !slug || !githubToken) return null;
  const env = ci === 'github' ? host.env : {};
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  const graphqlUrl = env.GITHUB_GRAPHQL_URL || 'https://api.github.com/graphql';
  if (!areSafe(apiUrl, graphqlUrl)) return null;
  return createGithubSource({ ...clientOf(host), token: githubToken, apiUrl, graphqlUrl, slug });
};

const gitlabSource: OpenSource = ({ ci, repository: { slug, url } }, { gitlabToken }, host) => {
  const origin = url && URL.canParse(url) ? new URL(url).origin : null;
  if (!slug || !origin || !(ci === 'gitlab' || origin === 'https://gitlab.com')) return null;
  const env = ci === 'gitlab' ? host.env : {};
  const apiUrl = env.CI_API_V4_URL || `${origin}/api/v4`;
  const graphqlUrl = env.CI_API_GRAPHQL_URL || `${origin}/api/graphql`;
  if (!gitlabToken || !areSafe(apiUrl, graphqlUrl)) return null;
  return createGitlabSource({
    ...clientOf(host),
    token: gitlabToken,
    apiUrl,
    graphqlUrl,
    path: slug,
  });
};

/** The address of a collection is told by Azure Pipelines alone. */
const azureSource: OpenSource = ({ ci, repository: { name, url } }, { azureToken }, host) => {
  const {
    SYSTEM_COLLECTIONURI,
    SYSTEM_TEAMPROJECT,
    BUILD_REPOSITORY_PROVIDER,
    BUILD_REPOSITORY_ID,
  } = host.env;
  const isAzureRepos = ci === 'azure' && BUILD_REPOSITORY_PROVIDER === 'TfsGit';
  if (!isAzureRepos || !SYSTEM_COLLECTIONURI || !SYSTEM_TEAMPROJECT || !name || !url) return null;
  if (!azureToken || !areSafe(SYSTEM_COLLECTIONURI)) return null;
  // A personal token is one word; what the pipeline itself gets is a signed token of three parts.
  const kind = azureToken.split('.').length === 3 ? 'bearer' : 'personal';
  if (kind === 'personal') host.secrets.add(Buffer.from(`:${azureToken}`).toString('base64'));
  return createAzureReposSource({
    ...clientOf(host),
    token: { value: azureToken, kind },
    collectionUrl: SYSTEM_COLLECTIONURI,
    project: SYSTEM_TEAMPROJECT,
    repository: BUILD_REPOSITORY_ID || name,
    webUrl: url,
  });
};

const clientOf = ({ env, clock, secrets }: Host) => ({
  fetch: fetchOverTransport({ env, secrets }),
  clock,
});

const areSafe = (...addresses: readonly string[]): boolean =>
  addresses.every((address) => URL.canParse(address) && isSafeForTokens(new URL(address)));
