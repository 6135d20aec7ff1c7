import { type JsonObject, objectOrEmpty } from '../port/json.ts';
import { type IncidentTool, serviceRelationOf } from './incident-tools.ts';

/** A metric or widget over PagerDuty's incidents, over those of another tool. */
export function overIncidents(definition: JsonObject, tool: IncidentTool): JsonObject {
  const { blueprint, beganAt, leavingOut } = tool;
  const text = JSON.stringify(definition)
    .replaceAll('"pagerdutyIncident"', JSON.stringify(blueprint))
    .replaceAll('"created_at"', JSON.stringify(beganAt));
  const renamed = withPath(JSON.parse(text) as JsonObject, tool);
  if (leavingOut === null) return renamed;
  const query = renamed.query === undefined ? 'dataset' : 'query';
  const { combinator, rules } = objectOrEmpty(renamed[query]);
  if (!Array.isArray(rules)) return renamed;
  return { ...renamed, [query]: { combinator, rules: [...rules, leavingOut] } };
}

function withPath(definition: JsonObject, tool: IncidentTool): JsonObject {
  if (definition.pathFilter === undefined) return definition;
  const path = [serviceRelationOf(tool)];
  return { ...definition, pathFilter: [{ path, fromBlueprint: tool.blueprint }] };
}
