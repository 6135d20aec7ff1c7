import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import type { CatalogInput } from './choices.ts';
import { readCatalog } from './read-catalog.ts';
import { type Thing, thing } from './thing.ts';
import { perInterval } from './window.ts';

/** One scorecard a metric: in a common one the worst metric would hold all others down. */
export function scorecards({ interval, tools }: Pick<CatalogInput, 'interval' | 'tools'>): Thing[] {
  const ids = [
    'dora_deployment_frequency',
    'dora_lead_time',
    'dora_change_failure_rate',
    'dora_recovery_time',
    ...(tools.length > 0 ? ['dora_time_to_recovery'] : []),
  ];
  return ids.map((id) => {
    const { identifier: _, ...body } = readCatalog(`scorecards/${id}.json`);
    const scaled = { ...body, rules: scaleRules(body.rules, interval) };
    return thing({ kind: 'scorecard', owner: 'service', id }, scaled);
  });
}

/** The thresholds of the rate are written per week. */
function scaleRules(rules: unknown, interval: CatalogInput['interval']): unknown {
  const scale = (condition: unknown): unknown => {
    if (!isJsonObject(condition) || condition.property !== 'deployment_rate') return condition;
    return { ...condition, value: perInterval(Number(condition.value), interval) };
  };
  return (Array.isArray(rules) ? rules : []).filter(isJsonObject).map((rule: JsonObject) => {
    const query = objectOrEmpty(rule.query);
    const conditions = Array.isArray(query.conditions) ? query.conditions : [];
    return { ...rule, query: { ...query, conditions: conditions.map(scale) } };
  });
}
