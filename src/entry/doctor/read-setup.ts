import { blueprintName } from '../../catalog/names.ts';
import type { SetupFacts } from '../../doctor/facts.ts';
import { foldersFor, hostFolders, isIntegrationOf } from '../../setup/mapping-files.ts';
import { planSetup, type SetupInput } from '../../setup/setup.ts';
import type { SetupPort } from '../../setup/setup-port.ts';

/** What `setup check` says, as facts: nothing is changed. */
export async function readSetup(port: SetupPort, input: SetupInput): Promise<SetupFacts> {
  const { plan, account } = await planSetup(port, input);
  const { scm, incidents, strategy } = plan.choices;
  const isUnknown = account.unreadable.some(({ what }) => what === 'integrations');
  const installed = (folder: string): boolean =>
    account.integrations.some((one) => isIntegrationOf(folder, one));
  const hosts: readonly string[] = scm.map((host) => hostFolders[host]);
  const ofStrategy = strategy.flatMap((one) => {
    const folders = foldersFor(one);
    const chosen = folders.filter((folder) => hosts.includes(folder));
    return chosen.length > 0 ? chosen : folders.filter((folder) => !isCodeHost(folder));
  });
  const needed = [...new Set([...ofStrategy, ...incidents])];
  return {
    isSetUp: account.manifest !== null,
    changes: plan.changes.map(({ action, at, why }) => {
      const what = `${signs[action]} ${at.kind} ${[at.kind === 'blueprint' ? '' : at.owner, at.id].filter(Boolean).join('.')}`;
      return why === null ? what : `${what} (${why})`;
    }),
    scm,
    incidents,
    strategy,
    deployment: blueprintName(plan.choices.names, 'deployment'),
    notInstalled: isUnknown ? [] : needed.filter((folder) => !installed(folder)),
  };
}

const signs = { create: '+', update: '~', delete: '-' } as const;

const isCodeHost = (folder: string): boolean => Object.values(hostFolders).includes(folder);
