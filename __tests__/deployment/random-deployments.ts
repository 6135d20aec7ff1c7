import fc from 'fast-check';
import type { IncidentRecord } from '../../src/deployment/incident.ts';
import type { Change, DeploymentRecord } from '../../src/deployment/record.ts';
import { at } from './deployed.ts';

/** Commits as a graph: the parents of each stand before it. */
export interface Graph {
  readonly parents: readonly (readonly number[])[];
  /**
   * The commits, but for merge commits, that the one reaches and the others do not; of those that ran before, what stands
   * among them is taken away, as sources do.
   */
  between(head: string, released: readonly string[], ran?: readonly string[]): readonly Change[];
}

export interface RandomHistory {
  readonly graph: Graph;
  readonly records: readonly DeploymentRecord[];
  readonly incidents: readonly IncidentRecord[];
}

const sha = (index: number): string => index.toString(16).padStart(40, '0');

export function createGraph(parents: readonly (readonly number[])[]): Graph {
  const reach = (heads: readonly string[]): Set<number> => {
    const found = new Set<number>();
    const waiting = heads.map((head) => Number.parseInt(head, 16));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(...(parents[next] ?? []));
    }
    return found;
  };
  return {
    parents,
    between(head, released, ran = []) {
      const before = reach(released);
      const range = [...reach([head])].filter((one) => !before.has(one));
      const ranInRange = reach(ran.filter((one) => range.includes(Number.parseInt(one, 16))));
      return range
        .filter((one) => !ranInRange.has(one) && (parents[one]?.length ?? 0) < 2)
        .sort((a, b) => b - a)
        .map((one) => ({ sha: sha(one), authoredAt: at(one / 10 - 10), title: `change ${one}` }));
    },
  };
}

const anyGraph: fc.Arbitrary<Graph> = fc
  .array(fc.array(fc.nat(13), { maxLength: 3 }), { minLength: 2, maxLength: 14 })
  .map((nodes) =>
    createGraph(
      nodes.map((parents, index) => {
        if (index === 0) return [];
        const earlier = [...new Set(parents.map((parent) => parent % index))];
        return earlier.length > 0 ? earlier : [index - 1];
      }),
    ),
  );

/** What a deployment ends with, whose times overlap and repeat: a short range of hours brings ties. */
const anyDeployment = fc.record({
  commit: fc.nat(13),
  hour: fc.nat(30),
  minutes: fc.nat(240),
  failed: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  place: fc.constantFrom('', '', 'production-eu'),
  service: fc.constantFrom('shop', 'shop', 'shop', 'pay'),
});

const anyIncident = fc.record({
  hour: fc.integer({ min: -5, max: 80 }),
  hours: fc.option(fc.nat(10)),
  service: fc.option(fc.constantFrom('shop', 'pay')),
  deployment: fc.option(fc.nat(20), { freq: 2 }),
});

/** Deployments of any commits in any order, with rollbacks, redeploys, overlaps, failures and incidents. */
export const anyHistory = (): fc.Arbitrary<RandomHistory> =>
  fc
    .record({
      graph: anyGraph,
      deployments: fc.array(anyDeployment, { minLength: 1, maxLength: 20 }),
      incidents: fc.array(anyIncident, { maxLength: 6 }),
    })
    .map(({ graph, deployments, incidents }) => ({
      graph,
      records: deployments.map(
        ({ commit, hour, minutes, failed, place, service }, index): DeploymentRecord => ({
          identifier: `d${index}`,
          service,
          environment: 'Production',
          environmentName: place || null,
          status: failed ? 'Failed' : 'Success',
          createdAt: at(hour, -minutes),
          finishedAt: at(hour),
          sha: sha(commit % graph.parents.length),
          failure: failed ? { reason: 'run', at: at(hour), by: `d${index}` } : null,
          recoveredAt: null,
          incidents: [],
        }),
      ),
      incidents: incidents.map(
        ({ hour, hours, service, deployment }, index): IncidentRecord => ({
          identifier: `i${index}`,
          service,
          createdAt: at(hour, 30),
          resolvedAt: hours === null ? null : at(hour + hours, 31),
          deployment: deployment === null ? null : `d${deployment % deployments.length}`,
        }),
      ),
    }));
