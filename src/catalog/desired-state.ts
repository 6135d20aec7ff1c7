import { type JsonObject, objectOrEmpty } from '../port/json.ts';
import { atLevel, levelBlueprints } from './at-level.ts';
import { blueprintThings, partsOf } from './blueprint-things.ts';
import type { CatalogInput, CodeHost } from './choices.ts';
import { dashboard } from './dashboard.ts';
import { overIncidents } from './incident-metrics.ts';
import { type IncidentTool, serviceRelationOf } from './incident-tools.ts';
import { definitionsIn, readCatalog } from './read-catalog.ts';
import { scorecards } from './scorecards.ts';
import { type Thing, thing, thingKinds } from './thing.ts';
import { overWindow } from './window.ts';

/** The blueprint of the pull or merge requests of each host. */
export const pullRequestBlueprints: Readonly<Record<CodeHost, string>> = {
  github: 'githubPullRequest',
  gitlab: 'gitlabMergeRequest',
  azure: 'azureDevopsPullRequest',
};

/** Everything that is wanted in an account, in our own names, each after what it needs. */
export function desiredState(input: CatalogInput): readonly Thing[] {
  const metrics = [
    ...serviceMetrics(input),
    ...input.levels.flatMap((path) =>
      serviceMetrics(input).map(({ kind, id, definition }) =>
        thing(
          { kind, owner: levelBlueprints[path.level], id },
          definition && atLevel(definition, path),
        ),
      ),
    ),
  ];
  const things = [
    ...blueprintThings(readCatalog('blueprints/service.json')),
    ...blueprintThings(readCatalog('blueprints/deployment.json')),
    ...partsOf('deployment', readCatalog('metrics/deployment.json')),
    ...mistakes,
    ...input.scm.flatMap(codeHostThings),
    ...input.tools.flatMap(incidentThings),
    ...metrics,
    ...(input.scorecards ? scorecards(input) : []),
    ...(input.dashboards ? [dashboard(input)] : []),
  ];
  return inOrder(things.filter(isFirst));
}

/** `pullRequests` is one relation, which leads to the requests of the first host. */
const isFirst = ({ key }: Thing, index: number, things: readonly Thing[]): boolean =>
  things.findIndex((one) => one.key === key) === index;

/** What the guide puts in a place where it does harm: a lead time that only mirrors the pull request's open time. */
const mistakes = [
  thing({ kind: 'mirror', owner: 'deployment', id: 'leadTimeHours' }, null),
] as const;

function codeHostThings(host: CodeHost): readonly Thing[] {
  return [
    ...blueprintThings(readCatalog(`blueprints/${pullRequestBlueprints[host]}.json`)),
    ...partsOf('deployment', readCatalog(`blueprints/additions/deployment.${host}.json`)),
  ];
}

function incidentThings(tool: IncidentTool): readonly Thing[] {
  const { relations, ...body } = readCatalog('blueprints/additions/incident.json');
  const { service } = objectOrEmpty(relations);
  return partsOf(tool.blueprint, { ...body, relations: { [serviceRelationOf(tool)]: service } });
}

function serviceMetrics(input: CatalogInput): readonly Thing[] {
  const { window, interval, tools } = input;
  const incidents = readCatalog('metrics/service-incidents.json');
  const bodies = [
    readCatalog('metrics/service.json'),
    ...tools.map((tool, index) => ofTool(incidents, tool, index)),
  ];
  return bodies
    .flatMap((body) => partsOf('service', body))
    .map((one) => ({
      ...one,
      definition: one.definition && overWindow(one.definition, window, interval),
    }));
}

/** The first tool fills the guide's properties; those of the others have the tool's name behind. */
function ofTool(body: JsonObject, tool: CatalogInput['tools'][number], index: number): JsonObject {
  const renamed = definitionsIn(objectOrEmpty(body.aggregationProperties)).map(
    ([id, definition]) => {
      const changed = overIncidents(definition, tool);
      if (index === 0) return [id, changed] as const;
      return [`${id}_${tool.id}`, { ...changed, title: `${changed.title}, ${tool.id}` }] as const;
    },
  );
  return { aggregationProperties: Object.fromEntries(renamed) };
}

/** By kind, because a relation needs its target, and a metric what it counts; else as they came. */
function inOrder(things: readonly Thing[]): readonly Thing[] {
  return thingKinds.flatMap((kind) => things.filter((one) => one.kind === kind));
}
