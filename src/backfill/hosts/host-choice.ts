import { isSafeForTokens } from '../../ci/is-safe-for-tokens.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Environment, Git } from '../../host/host.ts';

/** Which host, and what the user said of it. */
export interface HostChoice {
  readonly from: 'github' | 'gitlab' | 'azure' | 'git';
  /** Address of a host of the user's own. */
  readonly hostUrl: string | undefined;
  /** Organization of Azure DevOps, when it was named. */
  readonly organization: string | undefined;
  readonly env: Environment;
  readonly git: Git;
  readonly tokens: {
    readonly github: string | undefined;
    readonly gitlab: string | undefined;
    readonly azure: string | undefined;
  };
}

/** @throws PortDoraError OPTION_INVALID */
export function safeAddress(address: string): string {
  if (URL.canParse(address) && isSafeForTokens(new URL(address))) return address;
  throw new PortDoraError('OPTION_INVALID', `${address} would send the token unprotected`, {
    hint: 'give an address that begins with https://',
  });
}
