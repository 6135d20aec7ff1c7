import { type JsonObject, objectOrEmpty } from '../port/json.ts';
import type { IncidentTool } from './incident-tools.ts';

/** A metric or widget over PagerDuty's incidents, over those of another tool. */
export function overIncidents(
  definition: JsonObject,
  { blueprint, beganAt, leavingOut }: IncidentTool,
): JsonObject {
  const text = JSON.stringify(definition)
    .replaceAll('"pagerdutyIncident"', JSON.stringify(blueprint))
    .replaceAll('"created_at"', JSON.stringify(beganAt));
  const renamed = JSON.parse(text) as JsonObject;
  if (leavingOut === null) return renamed;
  const query = renamed.query === undefined ? 'dataset' : 'query';
  const { combinator, rules } = objectOrEmpty(renamed[query]);
  if (!Array.isArray(rules)) return renamed;
  return { ...renamed, [query]: { combinator, rules: [...rules, leavingOut] } };
}
