import type { DeploymentHost } from '../deployment-host.ts';
import { createGithubHost } from './github.ts';
import { type HostChoice, safeAddress } from './host-choice.ts';
import type { HostSettings } from './host-settings.ts';

type Shared = Omit<HostSettings, 'token'>;

/** The host that deployments are read from. @throws PortDoraError OPTION_INVALID for an address that tokens must not go to */
export async function openHost(choice: HostChoice, shared: Shared): Promise<DeploymentHost> {
  const openers: Record<HostChoice['from'], () => Promise<DeploymentHost> | DeploymentHost> = {
    github: () => openGithub(choice, shared),
    gitlab: async () => (await import('./open-gitlab.ts')).openGitlab(choice, shared),
    azure: async () => (await import('./open-azure.ts')).openAzure(choice, shared),
    git: async () => (await import('./open-git.ts')).openGit(choice, shared),
  };
  return openers[choice.from]();
}

/** Source: GitHub docs, "Variables reference" and "REST API": an own server answers below `/api/v3` and `/api/graphql`. */
function openGithub({ hostUrl, env, tokens }: HostChoice, shared: Shared): DeploymentHost {
  const own = hostUrl && hostUrl !== 'https://github.com' ? hostUrl : null;
  const apiUrl = own ? `${own}/api/v3` : env.GITHUB_API_URL || 'https://api.github.com';
  const graphqlUrl = own
    ? `${own}/api/graphql`
    : env.GITHUB_GRAPHQL_URL || 'https://api.github.com/graphql';
  return createGithubHost({
    ...shared,
    token: tokens.github ?? null,
    apiUrl: safeAddress(apiUrl),
    graphqlUrl: safeAddress(graphqlUrl),
  });
}
