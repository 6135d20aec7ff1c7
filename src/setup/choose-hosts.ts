import { type CodeHost, codeHosts } from '../catalog/choices.ts';
import { pullRequestBlueprints } from '../catalog/desired-state.ts';
import { textOrNull } from '../port/json.ts';
import type { Account } from './account.ts';

/** The code hosts that were asked for, or those whose pull requests or integration are in the account. */
export function chooseHosts(
  { blueprints, integrations }: Account,
  asked: readonly CodeHost[] | undefined,
): readonly CodeHost[] {
  if (asked !== undefined) return asked;
  return codeHosts.filter(
    (host) =>
      blueprints.has(pullRequestBlueprints[host]) ||
      integrations.some(({ integrationType, installationAppType }) =>
        [integrationType, installationAppType].some((type) => isOf(host, textOrNull(type))),
      ),
  );
}

/** Port's integrations: `github`, `github-ocean`, `gitlab`, `gitlab-v2`, `azure-devops`. */
export const isOf = (host: CodeHost, type: string | null): boolean =>
  type?.toLowerCase().replace('_', '-').startsWith(host) ?? false;
