import type { DeploymentHost } from '../deployment-host.ts';
import { createGitHost } from './git.ts';
import type { HostChoice } from './host-choice.ts';
import type { HostSettings } from './host-settings.ts';

/** The checkout in the working directory. */
export const openGit = (
  { git }: HostChoice,
  { clock }: Omit<HostSettings, 'token'>,
): DeploymentHost => createGitHost({ git, clock });
