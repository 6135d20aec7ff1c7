import { incidentTools, serviceRelationOf } from '../../catalog/incident-tools.ts';
import type { PortBlueprint } from '../../port/blueprint.ts';
import type { PortClient } from '../../port/client.ts';
import type { IncidentFacts } from '../facts.ts';
import { lookedDays } from './read-deployments.ts';

const most = 5_000;

/** What `setup` adds to a blueprint of incidents. */
const added = ['resolvedAt', 'recoveryTime'] as const;

/** Issue trackers hold more than incidents: theirs count only where somebody chose them. */
const trackers: ReadonlySet<string> = new Set(['jira', 'github']);

/** The incidents of each tool that was chosen or has its blueprint here. */
export async function readIncidents(
  port: Pick<PortClient, 'searchEntities'>,
  blueprints: ReadonlyMap<string, PortBlueprint>,
  chosen: readonly string[],
  now: number,
): Promise<readonly IncidentFacts[]> {
  const tools = Object.entries(incidentTools).filter(
    ([id, { blueprint }]) =>
      blueprints.has(blueprint) && (chosen.includes(id) || !trackers.has(id)),
  );
  return Promise.all(
    tools.map(async ([tool, known]) => {
      const blueprint = blueprints.get(known.blueprint);
      const relation = serviceRelationOf(known);
      const lacks = [
        ...added.filter((name) => !Object.hasOwn(blueprint?.properties ?? {}, name)),
        ...(Object.hasOwn(blueprint?.relations ?? {}, relation)
          ? []
          : [`the relation ${relation}`]),
      ];
      const facts = { tool, blueprint: known.blueprint, lacks, days: lookedDays };
      if (lacks.length > 0) return { ...facts, count: 0, withoutService: 0, resolved: 0 };
      const isTimed = Object.hasOwn(blueprint?.properties ?? {}, known.beganAt);
      const property = isTimed ? known.beganAt : '$createdAt';
      return {
        ...facts,
        ...(await countIncidents(port, known.blueprint, { property, relation, now })),
      };
    }),
  );
}

async function countIncidents(
  port: Pick<PortClient, 'searchEntities'>,
  blueprint: string,
  { property, relation, now }: { property: string; relation: string; now: number },
): Promise<Pick<IncidentFacts, 'count' | 'withoutService' | 'resolved'>> {
  const value = new Date(now - lookedDays * 86_400_000).toISOString();
  const query = { combinator: 'and', rules: [{ property, operator: '>=', value }] };
  const include = ['$title', 'resolvedAt', relation];
  const counted = { count: 0, withoutService: 0, resolved: 0 };
  for await (const one of port.searchEntities(blueprint, { query, include, limit: 1000 })) {
    counted.count += 1;
    if (one.relations[relation] === undefined) counted.withoutService += 1;
    if (one.properties.resolvedAt) counted.resolved += 1;
    if (counted.count === most) break;
  }
  return counted;
}
