import { readCatalog } from '../../catalog/read-catalog.ts';
import { nameIn } from '../../deployment/entity-names.ts';
import { entityProperties } from '../../deployment/entity-properties.ts';
import type { PortBlueprint } from '../../port/blueprint.ts';
import { type JsonObject, objectOrEmpty } from '../../port/json.ts';
import type { DoctorNames } from '../doctor-names.ts';
import type { Facts } from '../facts.ts';
import { failure, orFine, type Remark, warning } from '../finding.ts';
import { someOf } from './some-of.ts';

/** Without these a deployment is counted by nothing. */
const core: ReadonlySet<string> = new Set(['createdAt', 'environment', 'deploymentStatus']);

/** What every report sends, whatever it knows. */
const always: ReadonlySet<string> = new Set([...core, 'serviceName']);

const apply = 'run `port-dora setup plan`, then `port-dora setup apply`';

/** Whether the blueprint takes what reports send. */
export function judgeBlueprint(
  blueprints: ReadonlyMap<string, PortBlueprint>,
  { names, ownProperties }: Pick<Facts, 'names' | 'ownProperties'>,
): readonly Remark[] {
  const blueprint = blueprints.get(names.deployment);
  if (!blueprint) {
    return [
      failure(
        `there is no blueprint ${names.deployment}, so no deployment can be kept`,
        `${apply}; where it has another name, set \`blueprint\``,
      ),
    ];
  }
  const remarks = [
    ...lacking(blueprint, names),
    ...mirrors(blueprint, names),
    ...misfits(blueprint, names),
    ...required(blueprint, names, ownProperties),
  ];
  return orFine(remarks, `the blueprint ${names.deployment} takes everything that is reported`);
}

const has = (map: object, name: string): boolean => Object.hasOwn(map, name);

function lacking(blueprint: PortBlueprint, names: DoctorNames): readonly Remark[] {
  const absent = entityProperties.filter((ours) => {
    const name = nameIn(names.properties, ours);
    return !has(blueprint.properties, name) && !has(blueprint.mirrorProperties, name);
  });
  const called = (list: readonly string[]): string =>
    someOf(
      list.map((ours) => nameIn(names.properties, ours)),
      6,
    );
  const needed = absent.filter((ours) => core.has(ours));
  const others = absent.filter((ours) => !core.has(ours));
  return [
    ...(needed.length > 0
      ? [
          failure(
            `${blueprint.identifier} lacks ${called(needed)}, which every metric needs`,
            apply,
          ),
        ]
      : []),
    ...(others.length > 0
      ? [warning(`${blueprint.identifier} lacks ${called(others)}: reports leave them out`, apply)]
      : []),
  ];
}

/** Nothing can be written into a mirror. Port's DORA guide makes `leadTimeHours` one. */
function mirrors({ identifier, mirrorProperties }: PortBlueprint, names: DoctorNames) {
  return entityProperties
    .map((ours) => ({ ours, name: nameIn(names.properties, ours) }))
    .filter(({ name }) => has(mirrorProperties, name))
    .map(({ ours, name }) => {
      const says = `${identifier}.${name} is a mirror of ${String(mirrorProperties[name]?.path)}, so no report can fill it`;
      return core.has(ours) ? failure(says, apply) : warning(says, apply);
    });
}

function misfits(blueprint: PortBlueprint, names: DoctorNames): readonly Remark[] {
  const wanted = objectOrEmpty(
    objectOrEmpty(readCatalog('blueprints/deployment.json').schema).properties,
  );
  return entityProperties.flatMap((ours) => {
    const name = nameIn(names.properties, ours);
    const theirs = has(blueprint.properties, name) ? blueprint.properties[name] : undefined;
    const why = theirs && misfit(objectOrEmpty(wanted[ours]), theirs, names.values[ours]);
    if (!why) return [];
    const says = `${blueprint.identifier}.${name} ${why.says}`;
    return [core.has(ours) ? failure(says, why.fix) : warning(says, why.fix)];
  });
}

function misfit(
  ours: JsonObject,
  theirs: JsonObject,
  values: Readonly<Record<string, string>> | undefined,
): { readonly says: string; readonly fix: string } | null {
  if (theirs.type !== ours.type) {
    return {
      says: `is of type ${String(theirs.type)}, and reports send ${String(ours.type)}`,
      fix: 'give ours another name under `names: properties:` in .port-dora.yml, or change the type',
    };
  }
  if (theirs.format !== undefined && theirs.format !== ours.format) {
    return {
      says: `takes only the format ${String(theirs.format)}, which reports do not send`,
      fix: 'give ours another name under `names: properties:` in .port-dora.yml, or take the format away',
    };
  }
  if (!Array.isArray(theirs.enum)) return null;
  const taken: readonly unknown[] = theirs.enum;
  const sent = (Array.isArray(ours.enum) ? ours.enum : [])
    .filter((value): value is string => typeof value === 'string')
    .map((value) => nameIn(values, value));
  // What has no fixed words on our side cannot be compared with theirs.
  const missing = sent.filter((value) => !taken.includes(value));
  if (missing.length === 0) return null;
  return {
    says: `does not take ${missing.map((one) => JSON.stringify(one)).join(', ')}`,
    fix: 'add these values to the property, or name yours under `names: values:` in .port-dora.yml',
  };
}

function required(
  { identifier, required: wanted, relations }: PortBlueprint,
  names: DoctorNames,
  ownProperties: readonly string[],
): readonly Remark[] {
  const sentAlways = new Set([
    ...[...always].map((ours) => nameIn(names.properties, ours)),
    ...ownProperties,
  ]);
  const known = new Set<string>(entityProperties.map((ours) => nameIn(names.properties, ours)));
  const open = wanted.filter((name) => !sentAlways.has(name));
  const never = open.filter((name) => !known.has(name));
  const sometimes = open.filter((name) => known.has(name));
  const service = nameIn(names.relations, 'service');
  const bound = Object.entries(relations)
    .filter(([, one]) => one.required)
    .map(([name]) => name);
  const others = bound.filter((name) => name !== service);
  const giveUp = 'make it optional in the blueprint';
  return [
    ...(never.length > 0
      ? [
          failure(
            `${identifier} requires ${never.join(', ')}, which no report sends`,
            'make them optional, or give them as `properties`',
          ),
        ]
      : []),
    ...(sometimes.length > 0
      ? [
          warning(
            `${identifier} requires ${sometimes.join(', ')}, which not every report knows`,
            'make them optional in the blueprint',
          ),
        ]
      : []),
    ...(others.length > 0
      ? [
          failure(
            `${identifier} requires the relation ${others.join(', ')}, which reports cannot always fill`,
            giveUp,
          ),
        ]
      : []),
    ...(bound.includes(service)
      ? [
          warning(
            `${identifier} requires the relation ${service}: a deployment of an unknown service is refused`,
            giveUp,
          ),
        ]
      : []),
  ];
}
