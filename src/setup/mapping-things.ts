import { parse } from 'yaml';
import { codeHosts } from '../catalog/choices.ts';
import { pullRequestBlueprints } from '../catalog/desired-state.ts';
import { catalogFiles } from '../catalog/files.generated.ts';
import { incidentTools } from '../catalog/incident-tools.ts';
import type { Names } from '../catalog/names.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { type Thing, thing } from '../catalog/thing.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { shapeMapping } from '../mapping/shape-mapping.ts';
import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import type { Account } from './account.ts';
import { foldersFor, hostFolders, isIntegrationOf, mappingFor } from './mapping-files.ts';
import { resourceIdentity } from './resource-identity.ts';
import type { SetupChoices } from './setup-choices.ts';
import { integrationId } from './value-at.ts';

/** The resources that go into the mappings of integrations, and what cannot be done from here. */
export interface MappingThings {
  readonly things: readonly Thing[];
  readonly notices: readonly string[];
}

/** One mapping that is wanted, by the folder of its integration. */
interface Wanted {
  readonly folder: string;
  readonly file: string;
}

/** Everything in the account's names; where an integration is not installed, what to do by hand. */
export function mappingThings(
  account: Account,
  choices: SetupChoices,
  names: Names,
): MappingThings {
  const notices: string[] = [];
  const things: Thing[] = [];
  const withoutRelations = codeHosts
    .filter((host) => !choices.scm.includes(host))
    .map((host) => relationOf[host]);
  for (const { folder, file } of wantedMappings(account, choices, notices)) {
    const installed = account.integrations.filter((one) => isIntegrationOf(folder, one));
    if (installed.length === 0) {
      notices.push(notInstalled(account, folder, file));
      continue;
    }
    const yaml = catalogFiles[file] ?? '';
    const withoutProperties = lacking(account, folder, yaml);
    const text = shapeMapping(yaml, { names, withoutRelations, withoutProperties });
    for (const integration of installed) things.push(...resourceThings(file, text, integration));
  }
  return { things, notices };
}

/** What a mapping writes into the blueprint of an incident tool that is not there: Port would refuse each incident for it. */
function lacking({ blueprints }: Account, folder: string, yaml: string): readonly string[] {
  const theirs = blueprints.get(incidentTools[folder]?.blueprint ?? '');
  if (theirs === undefined) return [];
  const added = objectOrEmpty(readCatalog('blueprints/additions/incident.json').schema).properties;
  return parseMapping(yaml)
    .resources.filter(({ mappings }) => mappings.blueprint === `"${theirs.identifier}"`)
    .flatMap(({ mappings }) => Object.keys(objectOrEmpty(mappings.properties)))
    .filter((id) => !Object.hasOwn(theirs.properties, id) && !Object.hasOwn(Object(added), id));
}

const relationOf = {
  github: 'pullRequest',
  gitlab: 'mergeRequest',
  azure: 'azureDevopsPullRequest',
} as const;

function wantedMappings(
  account: Account,
  { strategy, incidents, scm }: SetupChoices,
  notices: string[],
): Wanted[] {
  const wanted: Wanted[] = [];
  const hosts = new Set(scm.map((host) => hostFolders[host]));
  for (const one of strategy) {
    const folders = foldersFor(one);
    // A strategy of code hosts is for the chosen ones; that of a CI system is for that system.
    const fitting = folders.filter((folder) => hosts.has(folder) || !isHost(folder));
    if (fitting.length === 0) {
      notices.push(`no chosen code host has the strategy ${one}: it is for ${folders.join(', ')}`);
    }
    for (const folder of fitting) wanted.push({ folder, file: mappingFor(folder, one) ?? '' });
  }
  for (const host of scm) {
    const folder = hostFolders[host];
    const file = mappingFor(folder, 'pull-request-entity');
    if (file !== null && lacksPullRequests(account, host)) wanted.push({ folder, file });
  }
  return [
    ...wanted,
    ...incidents.map((folder) => ({ folder, file: `mappings/${folder}/incident.yml` })),
  ];
}

const isHost = (folder: string): boolean => Object.values(hostFolders).includes(folder);

/** The account has no pull requests but in the blueprint that setup made. */
function lacksPullRequests(account: Account, host: SetupChoices['scm'][number]): boolean {
  const blueprint = pullRequestBlueprints[host];
  const isOurs = account.manifest?.entries.some(({ key }) => key === `blueprint/${blueprint}`);
  return isOurs === true || !account.blueprints.has(blueprint);
}

function notInstalled(account: Account, folder: string, file: string): string {
  const [, , name = ''] = file.replace('.yml', '').split('/');
  const isUnknown = account.unreadable.some(({ what }) => what === 'integrations');
  return isUnknown
    ? `put the mapping "port-dora mappings print ${folder}/${name}" into Port's ${folder} integration by hand`
    : `Port's ${folder} integration is not installed: install it and run this again, or paste "port-dora mappings print ${folder}/${name}" into its mapping`;
}

function resourceThings(file: string, text: string, integration: JsonObject): Thing[] {
  const { resources } = objectOrEmpty(parse(text));
  return (Array.isArray(resources) ? resources : []).filter(isJsonObject).map((one) => {
    const owner = integrationId(integration);
    const id = resourceIdentity(one);
    const key = `${file.replace('mappings/', 'mapping/').replace('.yml', '')}/${owner}/${id}`;
    return { ...thing({ kind: 'mapping', owner, id }, one), key };
  });
}
