import { type IncidentTool, incidentTools } from '../catalog/incident-tools.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { Account } from './account.ts';

export type ChosenTool = IncidentTool & { readonly id: string };

/** Tools whose blueprint holds incidents only; issues of a tracker are incidents only where someone says so. */
const pureTools = ['pagerduty', 'opsgenie', 'firehydrant', 'servicenow', 'statuspage'];

/** The incident tools that were asked for, or those whose incidents are in the account. */
export function chooseTools(
  { blueprints }: Account,
  asked: readonly string[] | undefined,
): { readonly tools: readonly ChosenTool[]; readonly notices: readonly string[] } {
  const tools: ChosenTool[] = [];
  const notices: string[] = [];
  for (const id of asked ?? pureTools) {
    const tool = incidentTools[id];
    const blueprint = tool && blueprints.get(tool.blueprint);
    if (tool && blueprint) tools.push({ id, ...fitted(tool, blueprint, notices) });
    else if (asked !== undefined) {
      notices.push(
        `there is no blueprint ${tool?.blueprint ?? id}: install Port's ${id} integration, then run this again for its incidents`,
      );
    }
  }
  return { tools, notices };
}

const times = ['created_at', 'createdAt', 'startedAt', 'openedAt', 'created', 'createdOn'];

/** Only what the account's blueprint has can be counted by. */
function fitted(tool: IncidentTool, blueprint: PortBlueprint, notices: string[]): IncidentTool {
  const isTime = (name: string): boolean => blueprint.properties[name]?.format === 'date-time';
  const beganAt = [tool.beganAt, ...times].find(isTime) ?? '$createdAt';
  if (beganAt === '$createdAt') {
    notices.push(
      `${tool.blueprint} has no time at which an incident began: its incidents count by when Port learnt of them`,
    );
  }
  const property = tool.leavingOut?.property;
  const isKnown = typeof property === 'string' && blueprint.properties[property] !== undefined;
  return { ...tool, beganAt, leavingOut: isKnown ? tool.leavingOut : null };
}
