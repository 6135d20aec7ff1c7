import type { DeploymentHost } from '../deployment-host.ts';
import { createGitlabHost } from './gitlab.ts';
import { type HostChoice, safeAddress } from './host-choice.ts';
import type { HostSettings } from './host-settings.ts';

/** Source: GitLab docs, "REST API" and "GraphQL API": both below the address of the instance. */
export function openGitlab(
  { hostUrl, env, tokens }: HostChoice,
  shared: Omit<HostSettings, 'token'>,
): DeploymentHost {
  const own = hostUrl ?? (env.CI_SERVER_URL || 'https://gitlab.com');
  const apiUrl = (hostUrl ? null : env.CI_API_V4_URL) || `${own}/api/v4`;
  const graphqlUrl = (hostUrl ? null : env.CI_API_GRAPHQL_URL) || `${own}/api/graphql`;
  return createGitlabHost({
    ...shared,
    token: tokens.gitlab ?? null,
    apiUrl: safeAddress(apiUrl),
    graphqlUrl: safeAddress(graphqlUrl),
  });
}
