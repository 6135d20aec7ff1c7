import type { Account } from './account.ts';
import { chooseHosts } from './choose-hosts.ts';
import { chooseTools } from './choose-tools.ts';
import type { AskedChoices } from './setup-choices.ts';

/** A kept choice of none also holds when a host or tool comes later, so that has to be said. */
export function comeSince(account: Account, { scm, incidents }: AskedChoices): string[] {
  if (account.manifest === null) return [];
  const hosts = scm?.length === 0 ? chooseHosts(account, undefined) : [];
  const tools = incidents?.length === 0 ? chooseTools(account, undefined).tools : [];
  return [
    ...hosts.map((host) => notChosen(host, 'scm')),
    ...tools.map(({ id }) => notChosen(id, 'incidents')),
  ];
}

const notChosen = (id: string, option: string): string =>
  `${id} is in this account, and the choice that is kept has none: --${option} ${id} sets it up`;
