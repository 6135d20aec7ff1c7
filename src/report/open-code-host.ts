import { isSafeForTokens } from '../ci/is-safe-for-tokens.ts';
import type { RunContext } from '../deployment/run-context.ts';
import type { Host } from '../host/host.ts';
import { createAzureReposSource } from '../scm/azure-repos.ts';
import type { ChangeSource } from '../scm/change-source.ts';
import { createGitSource } from '../scm/git.ts';
import { createGithubDeployments, createGithubSource } from '../scm/github.ts';
import { createGitlabDeployments, createGitlabSource } from '../scm/gitlab.ts';
import type { DeploymentSource } from '../scm/host-deployments.ts';
import { fetchOverTransport } from './fetch-over-transport.ts';
import type { ReportOptionValues } from './report-options.ts';

/** What can be asked about this run's code. */
export interface CodeHost {
  /** Sources of changes, the better first: the host's API where it can be asked, then the checkout. */
  readonly sources: readonly ChangeSource[];
  /** The host's own list of deployments; `null` where it has none that names commits. */
  readonly deployments: DeploymentSource | null;
}

type OpenSource = (
  context: RunContext,
  options: ReportOptionValues,
  host: Host,
  isShared: boolean,
) => OpenedHost | null;

interface OpenedHost {
  readonly source: ChangeSource;
  readonly deployments: DeploymentSource | null;
}

/** Says what is missing where the host would be asked, since the checkout knows less. */
const withoutToken = (id: ChangeSource['id'], name: string, option: string): OpenedHost => ({
  source: {
    id,
    changes: async () => ({ reason: `${name} is not asked: there is no ${option}` }),
  },
  deployments: null,
});

/** Opens the code host of this run where a token and its addresses are known, and the checkout; shared by several services or not. */
export function openCodeHost(
  context: RunContext,
  options: ReportOptionValues,
  host: Host,
  isShared: boolean,
): CodeHost {
  const opened = [openGithub, openGitlab, openAzure].flatMap(
    (open) => open(context, options, host, isShared) ?? [],
  );
  const checkout = createGitSource({ git: host.git, clock: host.clock, mayDeepen: options.deepen });
  return {
    sources: [...opened.map(({ source }) => source), checkout],
    deployments: opened.find(({ deployments }) => deployments)?.deployments ?? null,
  };
}

/** Also where another CI deploys a repository of github.com: a token is all that it takes. */
const openGithub: OpenSource = (
  { ci, repository: { slug, url } },
  { githubToken },
  host,
  isShared,
) => {
  const isGithub = ci === 'github' || url?.startsWith('https://github.com/');
  if (!isGithub || !slug) return null;
  if (!githubToken) return withoutToken('github', 'GitHub', 'github-token');
  const env = ci === 'github' ? host.env : {};
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  const graphqlUrl = env.GITHUB_GRAPHQL_URL || 'https://api.github.com/graphql';
  if (!areSafe(apiUrl, graphqlUrl)) return null;
  const repository = { ...clientOf(host), token: githubToken, apiUrl, graphqlUrl, slug };
  return {
    source: createGithubSource(repository, isShared),
    deployments: createGithubDeployments(repository),
  };
};

const openGitlab: OpenSource = (
  { ci, repository: { slug, url } },
  { gitlabToken },
  host,
  isShared,
) => {
  const origin = url && URL.canParse(url) ? new URL(url).origin : null;
  if (!slug || !origin || !(ci === 'gitlab' || origin === 'https://gitlab.com')) return null;
  if (!gitlabToken) return withoutToken('gitlab', 'GitLab', 'gitlab-token');
  const env = ci === 'gitlab' ? host.env : {};
  const apiUrl = env.CI_API_V4_URL || `${origin}/api/v4`;
  const graphqlUrl = env.CI_API_GRAPHQL_URL || `${origin}/api/graphql`;
  if (!areSafe(apiUrl, graphqlUrl)) return null;
  const project = { ...clientOf(host), token: gitlabToken, apiUrl, graphqlUrl, path: slug };
  return {
    source: createGitlabSource(project, isShared),
    deployments: createGitlabDeployments(project),
  };
};

/** The address of a collection is told by Azure Pipelines alone. */
const openAzure: OpenSource = (
  { ci, repository: { name, url } },
  { azureToken },
  host,
  isShared,
) => {
  const {
    SYSTEM_COLLECTIONURI,
    SYSTEM_TEAMPROJECT,
    BUILD_REPOSITORY_PROVIDER,
    BUILD_REPOSITORY_ID,
  } = host.env;
  const isAzureRepos = ci === 'azure' && BUILD_REPOSITORY_PROVIDER === 'TfsGit';
  if (!isAzureRepos || !SYSTEM_COLLECTIONURI || !SYSTEM_TEAMPROJECT || !name || !url) return null;
  if (!azureToken) return withoutToken('azure-repos', 'Azure Repos', 'azure-token');
  if (!areSafe(SYSTEM_COLLECTIONURI)) return null;
  // A personal token is one word; what the pipeline itself gets is a signed token of three parts.
  const kind = azureToken.split('.').length === 3 ? 'bearer' : 'personal';
  if (kind === 'personal') host.secrets.add(Buffer.from(`:${azureToken}`).toString('base64'));
  const repository = {
    ...clientOf(host),
    token: { value: azureToken, kind } as const,
    collectionUrl: SYSTEM_COLLECTIONURI,
    project: SYSTEM_TEAMPROJECT,
    repository: BUILD_REPOSITORY_ID || name,
    webUrl: url,
  };
  // Deployment records of Azure Pipelines name runs, not commits, and take three requests to be matched with them.
  return { source: createAzureReposSource(repository, isShared), deployments: null };
};

const clientOf = ({ env, clock, secrets }: Host) => ({
  fetch: fetchOverTransport({ env, secrets }),
  clock,
});

const areSafe = (...addresses: readonly string[]): boolean =>
  addresses.every((address) => URL.canParse(address) && isSafeForTokens(new URL(address)));
