import { levelBlueprints } from '../catalog/at-level.ts';
import { isSameCatalog } from '../catalog/catalog-version.ts';
import type { Level } from '../catalog/choices.ts';
import { desiredState, pullRequestBlueprints } from '../catalog/desired-state.ts';
import { blueprintName, type Names } from '../catalog/names.ts';
import { type Thing, thing } from '../catalog/thing.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { JsonObject } from '../port/json.ts';
import type { Account } from './account.ts';
import { blueprintSteps } from './blueprint-steps.ts';
import { chooseHosts } from './choose-hosts.ts';
import { chooseModel } from './choose-model.ts';
import { chooseTools } from './choose-tools.ts';
import { comeSince } from './come-since.ts';
import { knownMistake } from './known-mistakes.ts';
import { type Manifest, manifestPlace } from './manifest.ts';
import { manifestChange } from './manifest-steps.ts';
import { mappingThings } from './mapping-things.ts';
import { settleAccount } from './settle-account.ts';
import type { Change } from './settle-thing.ts';
import { type AskedChoices, keptNames, type SetupChoices, withKept } from './setup-choices.ts';
import type { Step } from './step.ts';
import { removalSteps, surfaceSteps } from './surface-steps.ts';
import { terraformNotices } from './terraform-notices.ts';
import { valueAt } from './value-at.ts';

/** What would be done to an account, and what the manifest says when it is done. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly notices: readonly string[];
  readonly manifest: Manifest;
  readonly choices: SetupChoices;
}

/** What a run is told: choices, names of the account, and the version of the catalog that it brings. */
export interface PlanInput {
  readonly asked: AskedChoices;
  readonly names: Names;
  readonly catalogVersion: string;
}

/** Decides everything, by what was read and what was asked for; nothing is changed. @throws PortDoraError OPTION_INVALID */
export function makePlan(account: Account, input: PlanInput): Plan {
  const kept = account.manifest?.choices ?? null;
  const asked = withKept(input.asked, kept);
  const model = chooseModel(account, asked, mergedNames(keptNames(kept), input.names));
  needTwoBlueprints(model.names);
  const scm = chooseHosts(account, asked.scm);
  const { tools, notices: toolNotices } = chooseTools(account, asked.incidents);
  const choices: SetupChoices = {
    scm,
    strategy: asked.strategy ?? [],
    incidents: asked.incidents ?? tools.map(({ id }) => id),
    dashboards: asked.dashboards ?? true,
    scorecards: asked.scorecards ?? true,
    window: asked.window ?? 'last-month',
    interval: asked.interval ?? 'week',
    levels: asked.levels ?? model.levels.map(({ level }) => level),
    servicesFrom: asked.servicesFrom,
    names: model.names,
  };
  const wanted = [
    ...desiredState({ ...choices, tools, levels: model.levels }),
    ...model.missingLevels.map(levelRelation),
    ...openTimeMirror(account, model.names),
    ...serviceEntities(account, choices),
  ].filter((one) => !isIntegrations(one, account));
  const last = account.manifest?.catalogVersion ?? input.catalogVersion;
  const isUpgrade = !isSameCatalog(last, input.catalogVersion);
  const notices: string[] = [];
  const settlement = settleAccount(inKindOrder(wanted), account, {
    names: model.names,
    isUpgrade,
    later: (names) => {
      const mappings = mappingThings(account, choices, names);
      notices.push(...mappings.notices);
      return mappings.things;
    },
  });
  const { changes, entries, names } = settlement;
  const hasManifest = account.blueprints.has(manifestPlace.blueprint);
  return {
    changes: hasManifest ? changes : [...changes, manifestChange('create')],
    steps: stepsFor(changes, account),
    notices: [
      ...model.notices,
      ...toolNotices,
      ...comeSince(account, asked),
      ...account.unreadable.map(({ what, reason }) => `${what} are left out: ${reason}`),
      ...settlement.notices,
      ...notices,
      ...terraformNotices(account, changes),
    ],
    manifest: {
      catalogVersion: isUpgrade ? input.catalogVersion : last,
      choices: asJson({ ...choices, names }),
      entries,
    },
    choices: { ...choices, names },
  };
}

/** A metric counts deployments for a service, so the two cannot be the same. */
function needTwoBlueprints(names: Names): void {
  const service = blueprintName(names, 'service');
  if (blueprintName(names, 'deployment') !== service) return;
  throw new PortDoraError('OPTION_INVALID', `deployments and services are both called ${service}`, {
    hint: 'name two blueprints: blueprint is for deployments, names.blueprints.service for services',
  });
}

/** As it comes back from Port, so that what was kept and what is meant can be compared. */
const asJson = (choices: SetupChoices): JsonObject =>
  JSON.parse(JSON.stringify(choices)) as JsonObject;

const stepsFor = (changes: readonly Change[], account: Account): readonly Step[] => [
  ...removalSteps(changes),
  ...blueprintSteps(changes, account),
  ...surfaceSteps(changes, account),
];

const inKindOrder = (things: readonly Thing[]): readonly Thing[] =>
  [...things].sort((a, b) => order(a) - order(b));

/** A mistake goes first, because it may stand in the way. */
const order = ({ kind, definition }: Thing): number =>
  definition === null ? 0 : kindOrder.indexOf(kind) + 1;

const kindOrder: readonly Thing['kind'][] = [
  'blueprint',
  'property',
  'relation',
  'mirror',
  'aggregation',
  'calculation',
  'scorecard',
  'page',
  'mapping',
  'entity',
];

const levelRelation = (level: Level): Thing =>
  thing(
    { kind: 'relation', owner: 'service', id: level },
    {
      title: level === 'team' ? 'Team' : 'Domain',
      target: levelBlueprints[level],
      required: false,
      many: false,
    },
  );

/** The guide's mirror of the open time stays visible under another id, as deployments have a lead time of their own. */
function openTimeMirror(account: Account, names: Names): Thing[] {
  const place = { kind: 'mirror', owner: 'deployment', id: 'pullRequestLeadTimeHours' } as const;
  const known = account.manifest?.entries.find(({ key }) => key === thing(place, null).key);
  if (known) return [thing(place, known.ours)];
  const owner = blueprintName(names, 'deployment');
  const theirs = valueAt(account, { kind: 'mirror', owner, id: 'leadTimeHours' });
  const isMistake = theirs && knownMistake({ key: 'mirror/deployment/leadTimeHours' }, theirs);
  return isMistake
    ? [thing(place, { title: 'Pull Request Open Time (Hours)', path: theirs.path })]
    : [];
}

/** A service for each repository that has none of its title. */
function serviceEntities(account: Account, { servicesFrom, names }: SetupChoices): Thing[] {
  if (servicesFrom === undefined) return [];
  const services = account.entities.get(blueprintName(names, 'service')) ?? new Map();
  const kept = (account.manifest?.entries ?? []).filter(({ at }) => at.kind === 'entity');
  const ours = new Set(kept.map(({ at }) => at.id));
  const titles = new Set([...services].filter(([id]) => !ours.has(id)).map(([, title]) => title));
  return [...(account.entities.get(servicesFrom) ?? [])]
    .filter(([, title]) => !titles.has(title))
    .map(([id, title]) => thing({ kind: 'entity', owner: 'service', id }, { title }));
}

/** Pull request blueprints that an integration made are its own: ours are for accounts that lack them. */
function isIntegrations({ owner }: Thing, { blueprints, manifest }: Account): boolean {
  if (!Object.values(pullRequestBlueprints).includes(owner) || !blueprints.has(owner)) return false;
  const key = `blueprint/${owner}`;
  return !manifest?.entries.some((entry) => entry.key === key);
}

/** Names given now win over those of the last run. */
const mergedNames = (kept: Names, given: Names): Names => ({
  blueprints: { ...kept.blueprints, ...given.blueprints },
  properties: mergedMaps(kept.properties, given.properties),
  relations: mergedMaps(kept.relations, given.relations),
  values: mergedMaps(kept.values, given.values),
});

const mergedMaps = (kept: Names['values'], given: Names['values']): Names['values'] => ({
  ...kept,
  ...Object.fromEntries(
    Object.entries(given).map(([key, map]) => [key, { ...kept[key], ...map }] as const),
  ),
});
