import { levelBlueprints } from '../catalog/at-level.ts';
import { partsOf } from '../catalog/blueprint-things.ts';
import type { Level, LevelPath } from '../catalog/choices.ts';
import { inNamesOf } from '../catalog/in-names-of.ts';
import { blueprintName, type Names, propertyName, relationName } from '../catalog/names.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { Account } from './account.ts';
import { fitsIn } from './fits-in.ts';
import type { AskedChoices } from './setup-choices.ts';
import { valueAt } from './value-at.ts';

/** Which blueprints of an account take the parts of ours, and what people should know about it. */
export interface Model {
  readonly names: Names;
  readonly levels: readonly LevelPath[];
  /** Relations of services that a level needs and the account has not. */
  readonly missingLevels: readonly Level[];
  readonly notices: readonly string[];
}

/** Ours stands beside a blueprint of the same name that is meant for something else. */
const deploymentBeside = 'port_dora_deployment';

/** Decides by what is there; names that were given or settled before win. */
export function chooseModel(account: Account, asked: AskedChoices, given: Names): Model {
  const services = chooseServices(account, asked, given);
  const withServices = rename(given, 'service', services.name);
  const deployments = chooseDeployments(account, withServices);
  const names = rename(withServices, 'deployment', deployments.name);
  const { levels, missing, notices } = chooseLevels(account, asked.levels ?? null, names);
  return {
    names,
    levels,
    missingLevels: missing,
    notices: [...services.notices, ...deployments.notices, ...experience(account), ...notices],
  };
}

interface Choice {
  readonly name: string;
  readonly notices: readonly string[];
}

const repositories = 'githubRepository';

function chooseServices(
  { blueprints, counts }: Account,
  { servicesFrom }: AskedChoices,
  { blueprints: given }: Names,
): Choice {
  const named = given.service;
  if (named !== undefined) return { name: named, notices: [] };
  const hasServices = blueprints.has('service') && counts.get('service') !== 0;
  if (servicesFrom !== undefined && !blueprints.has(servicesFrom)) {
    return {
      name: 'service',
      notices: [`there is no blueprint ${servicesFrom}: no services are made from it`],
    };
  }
  if (servicesFrom !== undefined || hasServices || !blueprints.has(repositories)) {
    return { name: 'service', notices: [] };
  }
  return {
    name: repositories,
    notices: [
      `there are no services but ${repositories}: deployments are related to the repositories; --services-from ${repositories} makes services of them instead`,
    ],
  };
}

function chooseDeployments(account: Account, names: Names): Choice {
  // A name that was given, or settled by the run before, is not questioned.
  const name = blueprintName(names, 'deployment');
  const theirs = account.blueprints.get(name);
  if (theirs === undefined || names.blueprints.deployment !== undefined) {
    return { name, notices: [] };
  }
  const problem = misfit(account, theirs, names);
  if (problem === null) {
    const notice = `the blueprint ${name} is there already: what it lacks is added, and no more of it is changed than the lines above say`;
    return { name, notices: [notice] };
  }
  return {
    name: deploymentBeside,
    notices: [
      `the blueprint ${name} is made for something else (${problem}): it stays as it is, and ours goes beside it as ${deploymentBeside}; put "names: {blueprints: {deployment: ${deploymentBeside}}}" into .port-dora.yml for the reports`,
    ],
  };
}

/** Why a blueprint cannot take our deployments: what every report needs does not fit, or it demands what none has. */
function misfit(account: Account, theirs: PortBlueprint, names: Names): string | null {
  const ours = partsOf('deployment', readCatalog('blueprints/deployment.json'));
  const known = new Set(ours.map(({ id }) => propertyName(names, 'deployment', id)));
  const demanded = theirs.required.find((id) => !known.has(id));
  if (demanded !== undefined) return `it demands the property ${demanded}`;
  const required = Object.entries(theirs.relations).find(
    ([id, { required }]) => required && id !== relationName(names, 'deployment', 'service'),
  );
  if (required) return `it demands the relation ${required[0]}`;
  for (const one of ours.filter(({ id }) => core.has(id))) {
    if (one.kind !== 'property' && one.kind !== 'relation') continue;
    const id =
      one.kind === 'property'
        ? propertyName(names, 'deployment', one.id)
        : relationName(names, 'deployment', one.id);
    const there = valueAt(account, { kind: one.kind, owner: theirs.identifier, id });
    const wanted = inNamesOf(names, one);
    if (there && wanted && !fitsIn(one.kind, there, wanted)) {
      return `its ${one.kind} ${id} differs`;
    }
  }
  return null;
}

const core = new Set(['createdAt', 'environment', 'deploymentStatus', 'service']);

/** Port's own installable DORA model, in blueprints of its own. */
function experience({ blueprints }: Account): string[] {
  return blueprints.has('dora_deployment')
    ? [
        "Port's DORA experience is installed (dora_deployment): none of it is touched; its deployments and ours are counted apart, so use one of the two dashboards",
      ]
    : [];
}

function chooseLevels(account: Account, asked: readonly Level[] | null, names: Names) {
  const levels: LevelPath[] = [];
  const missing: Level[] = [];
  const notices: string[] = [];
  const service = account.blueprints.get(blueprintName(names, 'service'));
  for (const level of asked ?? (['team', 'domain'] as const)) {
    const blueprint = blueprintName(names, levelBlueprints[level]);
    const found = Object.entries(service?.relations ?? {}).find(
      ([, { target, many }]) => target === blueprint && !many,
    );
    if (found) levels.push({ level, relation: found[0] });
    else if (asked !== null && account.blueprints.has(blueprint)) {
      levels.push({ level, relation: relationName(names, 'service', level) });
      missing.push(level);
    } else if (asked !== null) {
      notices.push(
        `there is no blueprint ${blueprint}: the metrics of the level ${level} are left out`,
      );
    }
  }
  return { levels, missing, notices };
}

/** Also where it is our own name: later runs are not to choose again. */
const rename = (names: Names, ours: string, theirs: string): Names => ({
  ...names,
  blueprints: { ...names.blueprints, [ours]: theirs },
});
