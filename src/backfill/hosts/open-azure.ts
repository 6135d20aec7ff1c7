import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { DeploymentHost } from '../deployment-host.ts';
import { createAzureHost } from './azure.ts';
import { type HostChoice, safeAddress } from './host-choice.ts';
import type { HostSettings } from './host-settings.ts';

/** The collection as the pipeline tells it, else the organization of the project that is asked for. */
export function openAzure(
  { hostUrl, env, tokens, organization }: HostChoice,
  shared: Omit<HostSettings, 'token'>,
): DeploymentHost {
  const cloud = organization && `https://dev.azure.com/${encodeURIComponent(organization)}`;
  const collectionUrl = hostUrl ?? (env.SYSTEM_COLLECTIONURI || cloud);
  if (!collectionUrl) {
    throw new PortDoraError('OPTION_MISSING', 'the organization of Azure DevOps is not given', {
      hint: 'write --project organization/project, or set --host-url',
    });
  }
  const value = tokens.azure;
  // A personal token is one word; what the pipeline itself gets is a signed token of three parts.
  const kind = value?.split('.').length === 3 ? 'bearer' : 'personal';
  return createAzureHost({
    ...shared,
    token: value ? { value, kind } : null,
    collectionUrl: safeAddress(collectionUrl),
  });
}
