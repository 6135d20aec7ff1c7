import { type IncidentTool, incidentTools } from '../catalog/incident-tools.ts';
import { nameIn } from '../deployment/entity-names.ts';
import type { BadRecords } from '../metrics/bad-records.ts';
import type { MeasuredIncident } from '../metrics/measured-incident.ts';
import { parseIncident } from '../metrics/parse-incident.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { PortEntity } from '../port/entity.ts';
import { type JsonObject, textOrNull } from '../port/json.ts';
import type { ReadNames } from './port-names.ts';
import type { ReadableAccount } from './readable-account.ts';

/** A blueprint of incidents, and how it says what counts. */
export interface IncidentBlueprint {
  readonly blueprint: PortBlueprint;
  readonly source: string;
  /** Whether setup's metrics count its incidents too: then both leave out the same. */
  readonly isKnownTool: boolean;
  /** Property with the begin; `null` for the time at which the entity was created. */
  readonly beganAt: string | null;
  readonly leavingOut: JsonObject | null;
}

/** Where custom blueprints usually hold the begin of an incident, first what fits best. */
const usualBegins = [
  'startedAt',
  'createdAt',
  'created_at',
  'openedAt',
  'created',
  'createdOn',
] as const;

/**
 * The blueprints of incidents in an account: those that are named; else those of the tools that setup knows, where they
 * have what setup adds: `resolvedAt`, `recoveryTime` and a relation to the service. Issue trackers hold more than incidents.
 */
export function incidentBlueprints(
  blueprints: readonly PortBlueprint[],
  wanted: readonly string[] | undefined,
  names: ReadNames,
): { readonly found: readonly IncidentBlueprint[]; readonly missing: readonly string[] } {
  const byName = new Map(blueprints.map((blueprint) => [blueprint.identifier, blueprint]));
  if (wanted) {
    const found = wanted.flatMap((name) => byName.get(name) ?? []).map(described);
    return { found, missing: wanted.filter((name) => !byName.has(name)) };
  }
  const relation = nameIn(names.relations, 'service');
  const fitting = Object.values(incidentTools).flatMap(({ blueprint }) => {
    const found = byName.get(blueprint);
    const isSetUp =
      found !== undefined &&
      ['resolvedAt', 'recoveryTime'].every((name) => Object.hasOwn(found.properties, name)) &&
      Object.hasOwn(found.relations, relation);
    return isSetUp ? [found] : [];
  });
  return { found: fitting.map(described), missing: [] };
}

function described(blueprint: PortBlueprint): IncidentBlueprint {
  const [source, tool]: readonly [string, IncidentTool | null] = Object.entries(incidentTools).find(
    ([, one]) => one.blueprint === blueprint.identifier,
  ) ?? [blueprint.identifier, null];
  const begins = [...(tool ? [tool.beganAt] : []), ...usualBegins];
  const beganAt = begins.find((name) => Object.hasOwn(blueprint.properties, name)) ?? null;
  return {
    blueprint,
    source,
    isKnownTool: tool !== null,
    beganAt,
    leavingOut: tool?.leavingOut ?? null,
  };
}

/** Reads the incidents of one blueprint. */
export async function readPortIncidents(
  port: ReadableAccount['port'],
  { blueprint, source, isKnownTool, beganAt, leavingOut }: IncidentBlueprint,
  {
    names,
    nameOf,
    bad,
  }: { names: ReadNames; nameOf: ReadonlyMap<string, string>; bad: BadRecords },
): Promise<readonly MeasuredIncident[]> {
  const relations = ['service', 'deployment'].map((name) => nameIn(names.relations, name));
  const left = typeof leavingOut?.property === 'string' ? leavingOut.property : null;
  const properties = [beganAt, left, 'resolvedAt', 'urgency', 'url'].filter(
    (name) => name !== null,
  );
  const include = [
    ...['$title', '$createdAt'],
    ...properties.filter((name) => Object.hasOwn(blueprint.properties, name)),
    ...relations.filter((name) => Object.hasOwn(blueprint.relations, name)),
  ];
  const incidents: MeasuredIncident[] = [];
  for await (const entity of port.searchEntities(blueprint.identifier, { include, limit: 1000 })) {
    const service = first(entity.relations[relations[0] ?? '']);
    const reading = parseIncident({
      identifier: entity.identifier,
      title: entity.title,
      service: service === null ? null : (nameOf.get(service) ?? service),
      createdAt: beganAt === null ? entity.createdAt : entity.properties[beganAt],
      resolvedAt: entity.properties.resolvedAt,
      deployment: first(entity.relations[relations[1] ?? '']),
      url: entity.properties.url,
      source,
      ...leftOutAs(entity, leavingOut, isKnownTool),
    });
    if ('incident' in reading) incidents.push(reading.incident);
    else bad.add({ source: blueprint.identifier, line: null, ...reading });
  }
  return incidents;
}

/** What the rule of setup's metrics leaves out, as the fields by which it is left out here. */
function leftOutAs(
  { properties }: PortEntity,
  rule: JsonObject | null,
  isKnownTool: boolean,
): Partial<MeasuredIncident> {
  if (!isKnownTool) return { urgency: textOrNull(properties.urgency) };
  if (rule === null || typeof rule.property !== 'string') return {};
  const value = properties[rule.property];
  const isLeftOut =
    rule.operator === '!='
      ? value === rule.value
      : Array.isArray(rule.value) && rule.value.includes(value);
  if (!isLeftOut) return {};
  return rule.property === 'urgency' ? { urgency: 'low' } : { maintenance: true };
}

const first = (related: string | readonly string[] | undefined): string | null =>
  (typeof related === 'string' ? related : related?.[0]) ?? null;
