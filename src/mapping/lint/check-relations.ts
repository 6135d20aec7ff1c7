import { allSamples } from '../samples/all-samples.ts';
import {
  type Check,
  isMapped,
  type LintSubject,
  mappingPath,
  type Remark,
  valueAt,
  wholeBlueprint,
} from './subject.ts';

/** Finds blueprints and relations that are not there, and relations by another identifier than the target has. */
export const checkRelations: Check = (subject) => [
  ...checkBlueprint(subject),
  ...relationKeys(subject).flatMap((key) => checkRelation(subject, key)),
  ...checkService(subject),
];

function relationKeys({ resource }: LintSubject): string[] {
  const keys = resource.leaves.flatMap(({ path: [top, key] }) =>
    top === 'relations' && typeof key === 'string' ? [key] : [],
  );
  return [...new Set(keys)];
}

function checkBlueprint(subject: LintSubject): readonly Remark[] {
  const { blueprint, blueprints, isWholeAccount } = subject;
  if (blueprint === null || blueprints.has(blueprint)) return [];
  const near = nearName(blueprint, subject);
  if (!isWholeAccount && near === null) return [];
  const message = `there is no blueprint "${blueprint}", so Port refuses every entity`;
  const hint = near === null ? 'create it first' : `did you mean "${near}"?`;
  return [{ rule: 'blueprint', path: mappingPath(subject, 'blueprint'), message, hint }];
}

/** A known blueprint that differs only in upper and lower case. */
function nearName(blueprint: string, { blueprints }: LintSubject): string | null {
  const names = [...blueprints.keys(), ...owners.keys()];
  const near = names.find((name) => name.toLowerCase() === blueprint.toLowerCase());
  return near === undefined || near === blueprint ? null : near;
}

/** The integrations whose own mappings make the entities of a blueprint. */
const owners: ReadonlyMap<string, ReadonlySet<string>> = allSamples.reduce((map, known) => {
  for (const name of Object.keys(known.identifiers ?? {})) {
    map.set(name, new Set([...(map.get(name) ?? []), known.integration]));
  }
  return map;
}, new Map<string, Set<string>>());

function checkRelation(subject: LintSubject, key: string): readonly Remark[] {
  const facts = subject.blueprints.get(subject.blueprint ?? '');
  const path = mappingPath(subject, 'relations', key);
  const target = facts?.relations.get(key);
  if (wholeBlueprint(subject) && facts && target === undefined) {
    const message = `the blueprint "${facts.identifier}" has no relation ${key}, so Port refuses the entity`;
    return [
      {
        rule: 'relation',
        path,
        isAboutKey: true,
        message,
        hint: 'add the relation to the blueprint, or leave it out',
      },
    ];
  }
  if (target !== undefined && subject.isWholeAccount && !subject.blueprints.has(target)) {
    const message = `the relation ${key} leads to the blueprint "${target}", which does not exist`;
    return [
      {
        rule: 'relation',
        path,
        isAboutKey: true,
        message,
        hint: 'create that blueprint, or let the relation lead to another',
      },
    ];
  }
  // Without its blueprint, a relation is taken to lead where its name says.
  return checkIdentifier(subject, key, target ?? key);
}

function checkIdentifier(subject: LintSubject, key: string, target: string): readonly Remark[] {
  const { known, mapped, resource } = subject;
  const isPlain = resource.leaves.some((leaf) => leaf.path.join('.') === `relations.${key}`);
  const makers = owners.get(target);
  if (!isPlain || !known || !makers) return [];
  const path = mappingPath(subject, 'relations', key);
  const values = mapped.map((trial) => valueAt(subject, trial, 'relations', key));
  if (!makers.has(known.integration)) {
    return values.some((value) => value !== null) ? [foreignRemark(subject, key, target)] : [];
  }
  const filter = known.identifiers?.[target];
  if (filter === undefined || values.length === 0) return [];
  const isOnce = mapped.some(({ identifiers }, index) => {
    const answer = identifiers.get(target);
    return values[index] !== null && answer && 'value' in answer && answer.value === values[index];
  });
  if (isOnce) return [];
  const message = `${key} never meets an entity of "${target}": the integration identifies it by ${filter}`;
  return [
    { rule: 'relation-identifier', path, message, hint: `use ${filter}, or search by a property` },
  ];
}

function foreignRemark(subject: LintSubject, key: string, target: string): Remark {
  const path = mappingPath(subject, 'relations', key);
  const integration = subject.known?.integration ?? '';
  if (target === 'service') {
    const message = `${key} is an identifier of ${integration}, and nothing makes services with it: a wrong one makes an empty service`;
    const hint =
      'search the service by a property: {combinator, rules: [{property: \'"$title"\', operator: \'"="\', value: ...}]}';
    return { rule: 'service-identifier', path, message, hint };
  }
  const message = `${key} leads to "${target}", whose entities come from ${[...(owners.get(target) ?? [])].join(', ')} and not from ${integration}: each item makes an empty one`;
  const hint = 'relate to the blueprint of this integration, or search by a property';
  return { rule: 'relation-identifier', path, message, hint };
}

/** Metrics of a service only see what is related to it. */
function checkService(subject: LintSubject): readonly Remark[] {
  const { isDeployment, known, blueprint, resource } = subject;
  const isIncident =
    known?.about === 'incident' && blueprint !== null && /incident$/i.test(blueprint);
  const isWhole =
    isDeployment || (isIncident && resource.leaves.some(({ path }) => path[1] === 'recoveryTime'));
  // FireHydrant's incidents have a relation "service" of their own, to FireHydrant's services.
  const ofIncident = known?.integration === 'firehydrant' ? 'portService' : 'service';
  const relation = isDeployment ? subject.names.service : ofIncident;
  if (!isWhole || isMapped(subject, 'relations', relation)) return [];
  const what = isDeployment ? 'deployments' : 'incidents';
  const message = `these ${what} have no relation to a service, so that no metric of a service counts them`;
  return [
    {
      rule: 'no-service',
      path: mappingPath(subject),
      isAboutKey: true,
      message,
      hint: `map the relation ${relation}, by its identifier or by a search`,
    },
  ];
}
