import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { PastDeployment } from '../../src/deployment/history.ts';
import type { Change, DeploymentRecord } from '../../src/deployment/record.ts';
import { settle } from '../../src/deployment/settle.ts';
import { settleWithChanges } from '../../src/deployment/settle-with-changes.ts';
import type { FoundChanges, Settlement, SettleOptions } from '../../src/deployment/settlement.ts';
import { placeOf } from '../../src/deployment/timeline.ts';
import { markRolledBack } from '../../src/report/mark-rolled-back.ts';
import type { ChangeSource } from '../../src/scm/change-source.ts';
import { placeRecord } from '../../src/scm/place-record.ts';
import { anyRecord } from './any-record.ts';
import { anyHistory, type Graph, type RandomHistory } from './random-deployments.ts';

jest.setTimeout(60_000);

const runs = { numRuns: 200 };

const byGraph = (graph: Graph): SettleOptions => ({
  changesOf: ({ record, releasedBefore, ranBefore }): FoundChanges => ({
    changes: graph.between(record.sha ?? '', releasedBefore, ranBefore()),
    truncated: false,
    source: 'git',
  }),
});

const settled = ({ graph, records, incidents }: RandomHistory): Settlement =>
  settle(records, incidents, byGraph(graph));

const byIdentifier = (records: readonly DeploymentRecord[]): DeploymentRecord[] =>
  [...records].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));

const shuffled = anyHistory().chain((history) =>
  fc.record({
    history: fc.constant(history),
    records: fc.shuffledSubarray([...history.records], { minLength: history.records.length }),
    incidents: fc.shuffledSubarray([...history.incidents], { minLength: history.incidents.length }),
  }),
);

describe('what is settled', () => {
  test('does not depend on the order in which it is given', () => {
    fc.assert(
      fc.property(shuffled, ({ history, records, incidents }) => {
        const one = settled(history);
        const other = settled({ ...history, records, incidents });
        expect(byIdentifier(other.records)).toEqual(byIdentifier(one.records));
        expect(other.links).toEqual(one.links);
      }),
      runs,
    );
  });

  test('stays as it is when it is settled again, with and without the source of commits', () => {
    fc.assert(
      fc.property(anyHistory(), fc.boolean(), (history, asksAgain) => {
        const { records } = settled(history);
        const again = settle(records, history.incidents, asksAgain ? byGraph(history.graph) : {});
        expect(again.changed).toEqual([]);
        expect(again.records).toEqual(records);
      }),
      runs,
    );
  });

  test('is the same when the changes have to be waited for', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory(), async (history) => {
        const { changesOf } = byGraph(history.graph);
        const waited = await settleWithChanges(history.records, history.incidents, {
          changesOf: async (question) => changesOf?.(question) ?? null,
        });
        expect(waited).toEqual(settled(history));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the changes of all deployments together', () => {
  test('are what they reach beyond the first one but for merge commits, none twice', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        const { records } = settle(history.records, [], {
          // Where branches are mixed, what the first deployment had shows by its own history alone.
          changesOf: ({ record, releasedBefore, ranBefore }) => {
            const exclude = [...releasedBefore, ...ranBefore().slice(0, 1)];
            const changes = history.graph.between(record.sha ?? '', exclude, ranBefore());
            return { changes, truncated: false, source: 'graph' };
          },
        });
        for (const place of new Set(records.map(placeOf))) {
          const successes = records
            .filter((one) => placeOf(one) === place && one.status === 'Success')
            .sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
          const shas = successes.flatMap(({ changes }) => changes ?? []).map(({ sha }) => sha);
          const [first] = successes.map(({ sha }) => sha ?? '');
          const all = successes.flatMap(({ sha }) =>
            history.graph.between(sha ?? '', first === undefined ? [] : [first]),
          );
          expect(new Set(shas).size).toBe(shas.length);
          expect(new Set(shas)).toEqual(new Set(all.map(({ sha }) => sha)));
        }
      }),
      runs,
    );
  });
});

const orderKey = ({ finishedAt, identifier }: DeploymentRecord): string =>
  `${finishedAt} ${identifier}`;

describe('live reports', () => {
  test('in time order are right but for what only later deployments tell', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory(), async ({ graph, records }) => {
        const inOrder = [...records].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
        const live = await reportLive(inOrder, graph);
        const after = settle(live, [], byGraph(graph)).records;
        const released = new Set<string>();
        for (const [index, record] of after.entries()) {
          const before = live[index] as DeploymentRecord;
          const isNew = ({ sha }: Change): boolean => !released.has(placeOf(before) + sha);
          // A deployed commit that this one does not reach hides from a report what it shares with it.
          const twice = before.changes?.every(isNew) === false;
          expect(record).toEqual({
            ...before,
            ...provisional(before, record),
            ...(twice ? leadTime(record) : {}),
            changes: before.changes?.filter(isNew) ?? null,
          });
          for (const { sha } of record.changes ?? []) released.add(placeOf(before) + sha);
        }
      }),
      runs,
    );
  });

  test('in any order are settled as if nothing had been known before', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ history, records }) => {
        const live = await reportLive(records, history.graph);
        const after = settle(live, history.incidents, byGraph(history.graph)).records;
        expect(facts(after)).toEqual(facts(settled(history).records));
      }),
      runs,
    );
  });

  test('settled again and again as they come in are settled as if all had come at once', () => {
    fc.assert(
      fc.property(shuffled, ({ history: { graph, incidents }, records }) => {
        let known: readonly DeploymentRecord[] = [];
        for (const record of records)
          known = settle([...known, record], incidents, byGraph(graph)).records;
        const atOnce = settle(records, incidents, byGraph(graph)).records;
        expect(facts(known)).toEqual(facts(atOnce));
      }),
      runs,
    );
  });
});

/** Recoveries, and which run began an outage, are not known when a deployment ends. */
function provisional(
  { failure }: DeploymentRecord,
  after: DeploymentRecord,
): Partial<DeploymentRecord> {
  if (failure?.reason === 'run') {
    expect(after.failure).toMatchObject({ reason: 'run', at: failure.at });
    return { failure: after.failure ?? null, recoveredAt: after.recoveredAt ?? null };
  }
  return failure ? { recoveredAt: after.recoveredAt ?? null } : {};
}

const leadTime = ({ leadTimeHours, leadTimeReason, leadTimeSource }: DeploymentRecord) => ({
  leadTimeHours,
  leadTimeReason,
  leadTimeSource,
});

const facts = (records: readonly DeploymentRecord[]): unknown =>
  byIdentifier(records).map((record) => ({
    identifier: record.identifier,
    kind: record.kind,
    previous: [record.previousSha, record.previousIdentifier],
    changes: record.changes?.map(({ sha }) => sha) ?? null,
    leadTime: [record.leadTimeHours, record.leadTimeReason],
    failure: record.failure ?? null,
    recoveredAt: record.recoveredAt ?? null,
    incidents: record.incidents ?? [],
  }));

/** Each record as the reporter works it out from those that came in before it. */
async function reportLive(
  records: readonly DeploymentRecord[],
  graph: Graph,
): Promise<readonly DeploymentRecord[]> {
  const known = new Map<string, DeploymentRecord>();
  for (const one of records) {
    const past = [...known.values()].filter(
      (other) => other.status === 'Success' && placeOf(other) === placeOf(one),
    );
    const { record, rolledBack } = await placeRecord(one, {
      earlierOf: async () => ({ deployments: past.map(asPast), from: 'Port', notices: [] }),
      sources: [sourceOf(graph)],
      limits: { commits: 100, deadline: Number.POSITIVE_INFINITY },
      pathsOf: () => null,
      branch: null,
      hotfixRules: [],
      matchesName: () => false,
      leavesOutBots: false,
    });
    known.set(record.identifier, record);
    const failed = rolledBack && known.get(rolledBack.identifier);
    if (rolledBack && failed) known.set(failed.identifier, withMark(failed, rolledBack, record));
  }
  return [...known.values()];
}

const asPast = (record: DeploymentRecord): PastDeployment => ({
  identifier: record.identifier,
  sha: record.sha ?? null,
  finishedAt: record.finishedAt ?? record.createdAt,
  createdAt: record.createdAt,
  kind: record.kind ?? null,
  failure: record.failure
    ? { reason: record.failure.reason, isRecovered: Boolean(record.recoveredAt) }
    : null,
});

const noNames = { properties: {}, relations: {}, values: {}, serviceMatch: '$title' };

/** What the report of a rollback writes to the deployment that it takes back. */
function withMark(
  failed: DeploymentRecord,
  past: PastDeployment,
  rollback: DeploymentRecord,
): DeploymentRecord {
  const { properties = {} } = markRolledBack(past, rollback, noNames) ?? {};
  return {
    ...failed,
    ...(properties.failed
      ? {
          failure: {
            reason: 'rollback',
            at: String(properties.failureAt),
            by: String(properties.failureBy),
          },
        }
      : {}),
    ...(properties.recoveredAt ? { recoveredAt: String(properties.recoveredAt) } : {}),
  };
}

const sourceOf = (graph: Graph): ChangeSource => ({
  id: 'git',
  changes: async ({ head, exclude, ranBefore }) => ({
    changes: graph.between(head, exclude, ranBefore),
    origins: new Map(),
    truncated: false,
    source: 'git',
    notes: [],
  }),
});

test('a failure that is known and that nothing here explains is never cleared', () => {
  const failure = fc.record({
    reason: fc.constantFrom('run' as const, 'rollback' as const, 'incident' as const),
    at: fc.constant(null),
    by: fc.constantFrom(null, 'somebody', 'd9999'),
  });
  fc.assert(
    fc.property(anyHistory(), fc.array(fc.option(failure)), (history, failures) => {
      const records = history.records.map((record, index) => ({
        ...record,
        failure: failures[index] ?? record.failure ?? null,
      }));
      const after = settle(records, history.incidents);
      expect(after.cleared).toEqual([]);
      for (const [index, { failure }] of records.entries())
        expect(Boolean(after.records[index]?.failure)).toBe(
          Boolean(failure) || Boolean(settled(history).records[index]?.failure),
        );
    }),
    runs,
  );
});

test('records of any kind are settled without a fault, and settled again they stay', () => {
  const anyRecords = fc.uniqueArray(
    fc.record({ record: anyRecord, service: fc.constantFrom('shop', 'pay') }),
    { selector: ({ record }) => record.identifier, maxLength: 12 },
  );
  const anyIncidents = fc.array(
    fc.record({
      identifier: fc.string(),
      service: fc.option(fc.constantFrom('shop', 'pay', '')),
      createdAt: fc.constantFrom('2026-01-02T03:04:05Z', '', 'never', '2026-01-02'),
      resolvedAt: fc.constantFrom(null, 'soon', '2026-01-02T04:04:05Z', '2026-01-01T00:00:00Z'),
      deployment: fc.option(fc.string()),
    }),
  );
  fc.assert(
    fc.property(anyRecords, anyIncidents, (given, incidents) => {
      const records = given.map(({ record, service }) => ({ ...record, service }));
      const once = settle(records, incidents);
      expect(settle(once.records, incidents).changed).toEqual([]);
    }),
    runs,
  );
});

test('a hundred thousand deployments are settled in seconds', () => {
  const records = Array.from({ length: 100_000 }, (_, index): DeploymentRecord => {
    const finishedAt = new Date(Date.UTC(2026, 0, 1) + ((index * 7919) % 100_000) * 60_000);
    return {
      identifier: `d${index}`,
      service: `service ${index % 7}`,
      environment: 'Production',
      status: index % 11 === 0 ? 'Failed' : 'Success',
      createdAt: finishedAt.toISOString(),
      // Two commits by turns: every deployment is a rollback of the one before.
      sha: `V${index % 3 === 0 ? index : index % 2}`,
    };
  });
  const began = performance.now();
  const { records: after } = settle(records, []);
  expect(after).toHaveLength(100_000);
  expect(performance.now() - began).toBeLessThan(20_000);
});
