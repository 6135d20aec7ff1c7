import { nameIn } from '../deployment/entity-names.ts';
import { fromEntity } from '../deployment/read-entity.ts';
import type { DeploymentEnvironment, DeploymentRecord } from '../deployment/record.ts';
import type { BadRecords } from '../metrics/bad-records.ts';
import type { Span } from '../metrics/buckets.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { PortEntity } from '../port/entity.ts';
import type { JsonObject } from '../port/json.ts';
import type { ReadNames } from '../records/port-names.ts';
import type { ReadableAccount } from '../records/readable-account.ts';
import type { Progress } from './measure-input.ts';
import { fromPort, type RecordSink } from './read-records.ts';

/** What records as they stand are counted by; everything else of the entities stays in Port. */
const needed = [
  ...['createdAt', 'finishedAt', 'environment', 'environmentName', 'deploymentStatus'],
  ...['serviceName', 'kind', 'failed', 'failureReason', 'failureAt', 'failureBy', 'recoveredAt'],
  ...['incidents', 'leadTimeHours', 'leadTimeReason', 'changesTruncated'],
] as const;

/** What deriving again looks at beside that. */
const neededToRecompute = ['commitSha', 'previousSha', 'previousIdentifier'] as const;

/** What a person wants to see of a single deployment. */
const neededToExplain = ['commitSha', 'version', 'ref', 'runUrl', 'deployedBy'] as const;

export interface DeploymentsWanted {
  readonly environment: DeploymentEnvironment;
  /** The changes of these deployments are needed. */
  readonly changesWithin: Span;
  readonly recompute: boolean;
  readonly explain: boolean;
}

interface Reader {
  readonly names: ReadNames;
  readonly blueprint: PortBlueprint;
  /** What deployments call a service, by the identifier of its entity. */
  readonly nameOf: ReadonlyMap<string, string>;
  readonly sink: RecordSink;
  readonly bad: BadRecords;
  readonly progress: Progress;
}

/**
 * Reads the deployments of an account: all of the environment, because the first one ever and the failures before the
 * window count; with their changes those of the window; and of other environments those of the window, to be counted as
 * left out. @returns how many there were, good and bad
 */
export async function readPortDeployments(
  port: ReadableAccount['port'],
  wanted: DeploymentsWanted,
  reader: Reader,
): Promise<number> {
  const { names, blueprint, bad, sink, progress } = reader;
  const queries = queriesFor(wanted, names, propertiesOf(blueprint));
  let count = 0;
  for (const { query, properties } of queries) {
    const include = ['$title', ...included(properties, reader)];
    for await (const entity of port.searchEntities(blueprint.identifier, {
      query,
      include,
      limit: 1000,
    })) {
      count += 1;
      const reading = fromEntity(entity, names);
      if ('record' in reading) sink(withService(reading.record, entity, reader), fromPort);
      else
        bad.add({
          source: blueprint.identifier,
          line: null,
          identifier: entity.identifier,
          problem: reading.problem,
        });
      progress(count, null, 'deployments');
    }
  }
  return count;
}

function queriesFor(
  { environment, changesWithin, recompute, explain }: DeploymentsWanted,
  names: ReadNames,
  known: ReadonlySet<string>,
): { readonly query: JsonObject; readonly properties: readonly string[] }[] {
  const property = (ours: string): string => nameIn(names.properties, ours);
  const [time, place] = [property('createdAt'), property('environment')];
  const here = nameIn(names.values.environment, environment);
  const [from, to] = [iso(changesWithin.from), iso(changesWithin.to)];
  const inside = [
    { property: time, operator: '>=', value: from },
    { property: time, operator: '<', value: to },
  ];
  const outside = [
    { property: time, operator: '<', value: from },
    { property: time, operator: '>=', value: to },
    { property: time, operator: 'isEmpty' },
  ];
  const same = { property: place, operator: '=', value: here };
  const others = { property: place, operator: '!=', value: here };
  const unknown = { property: place, operator: 'isEmpty' };
  const more = [...(recompute ? neededToRecompute : []), ...(explain ? neededToExplain : [])];
  const hasChanges = known.has(property('changes'));
  const all = [...needed, ...more];
  const everything = hasChanges ? [] : [{ query: and(same), properties: all }];
  const parts = [
    { query: and(same, ...inside), properties: [...all, 'changes'] },
    { query: and(same, or(...outside)), properties: all },
  ];
  return [
    ...(hasChanges ? parts : everything),
    { query: and(or(others, unknown), ...inside), properties: [...needed] },
  ];
}

const and = (...rules: readonly JsonObject[]): JsonObject => ({ combinator: 'and', rules });
const or = (...rules: readonly JsonObject[]): JsonObject => ({ combinator: 'or', rules });
const iso = (time: number): string => new Date(time).toISOString();

/** In the account's names, only what its blueprint has: an account with the guide's blueprint lacks most. */
function included(ours: readonly string[], { names, blueprint }: Reader): string[] {
  const known = propertiesOf(blueprint);
  const properties = ours
    .map((name) => nameIn(names.properties, name))
    .filter((name) => known.has(name));
  const relation = nameIn(names.relations, 'service');
  return [
    ...new Set(properties),
    ...(Object.hasOwn(blueprint.relations, relation) ? [relation] : []),
  ];
}

const propertiesOf = (blueprint: PortBlueprint): ReadonlySet<string> =>
  new Set(
    [blueprint.properties, blueprint.mirrorProperties, blueprint.calculationProperties].flatMap(
      (map) => Object.keys(map),
    ),
  );

/** A deployment that others wrote knows its service only by its relation: its name is then that of the related entity. */
function withService(
  record: DeploymentRecord,
  { properties }: PortEntity,
  { names, nameOf }: Reader,
): DeploymentRecord {
  if (properties[nameIn(names.properties, 'serviceName')]) return record;
  const service = nameOf.get(record.service);
  return service === undefined ? record : { ...record, service };
}
