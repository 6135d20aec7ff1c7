import { describe, expect, test } from '@jest/globals';
import type { PortDoraError } from '../../src/errors/port-dora-error.ts';
import { at, change, deployment, incident, leftOut } from '../metrics/measure-records.ts';
import { lines, measure } from './support/measure-files.ts';

const records = [
  deployment(at(2), { sha: 'a'.repeat(40), kind: null }),
  deployment(at(3), { sha: 'b'.repeat(40), kind: null, changes: [change(5, at(3))] }),
  deployment(at(4), { sha: 'a'.repeat(40), kind: null }),
];

describe('records from a file', () => {
  test.each([
    ['JSON', 'r.json', JSON.stringify(records, null, 2)],
    ['JSON Lines', 'r.jsonl', lines(records)],
    [
      'CSV',
      'r.csv',
      `identifier,service,environment,status,createdAt,finishedAt,changes\n${records
        .map((one) =>
          [
            one.identifier,
            one.service,
            one.environment,
            one.status,
            one.createdAt,
            one.finishedAt,
            `"${JSON.stringify(one.changes ?? []).replaceAll('"', '""')}"`,
          ].join(','),
        )
        .join('\n')}\n`,
    ],
  ])('%s says the same', async (_, input, text) => {
    const { report } = await measure({ input }, { [input]: text });
    expect(report.groups[0].deploymentFrequency.total).toBe(3);
    expect(report.groups[0].leadTimeForChanges).toMatchObject({ n: 1, medianHours: 5 });
    expect(report.source).toMatchObject({ deployments: input, records: 3, badRecords: 0 });
  });

  test('stand as they are; with recompute their kinds and failures are derived from commits', async () => {
    const files = { r: lines(records) };
    const standing = await measure({ input: 'r' }, files);
    expect(standing.report.groups[0]).toMatchObject({
      changeFailureRate: { failed: 0 },
      deploymentReworkRate: { rework: 0 },
    });
    const { report } = await measure({ input: 'r', recompute: true }, files);
    expect(report.groups[0]).toMatchObject({
      changeFailureRate: { failed: 1, failedBy: { rollback: 1 } },
      deploymentReworkRate: { rework: 1, total: 3 },
      failedDeploymentRecoveryTime: { n: 1, medianHours: 24 },
    });
    expect(report.settings.recompute).toBe(true);
  });

  test('incidents from a file are linked; those of low urgency stay out, also when deriving again', async () => {
    const files = {
      r: lines(records),
      i: lines([
        incident(at(3, 1), { resolvedAt: at(3, 2) }),
        incident(at(4, 1), { urgency: 'low' }),
      ]),
    };
    for (const recompute of [false, true]) {
      const { report } = await measure({ input: 'r', incidents: 'i', recompute }, files);
      expect(report.groups[0].incidents).toEqual({ linked: 1, unlinked: 0 });
      expect(report.groups[0].meanTimeToRecovery.meanMinutes).toBe(60);
    }
  });

  test('teams and domains come from a file of owners', async () => {
    const files = { r: lines(records), o: 'service,team,domain\nshop,web;checkout,sales\n' };
    const { report } = await measure({ input: 'r', owners: 'o' }, files);
    expect(report.groups.map(({ by, name }) => `${by} ${name}`)).toEqual([
      ...['all all', 'domain sales', 'team checkout', 'team web', 'service shop'],
    ]);
  });

  test('a file of owners that names no service is refused with its line', async () => {
    const files = { r: lines(records), o: 'team\nweb\n' };
    await expect(measure({ input: 'r', owners: 'o' }, files)).rejects.toThrow(
      'o:2 names no service',
    );
  });
});

describe('bad records', () => {
  const good = records[0] as object;
  const bad = [
    '{"broken',
    { ...good, identifier: undefined },
    { ...good, identifier: 'x', createdAt: 'soon' },
    { ...good, identifier: 'y', status: 'Exploded' },
    good,
    { ...good, identifier: 'z', changes: [{ sha: 'c', authoredAt: 'long ago' }] },
  ];

  test('are named with their lines and counted; the others are used', async () => {
    const { report } = await measure({ input: 'r' }, { r: lines([good, ...bad]) });
    expect(report.groups[0].deploymentFrequency.total).toBe(2);
    expect(report.source).toMatchObject({ records: 7, badRecords: 5 });
    expect(report.source.problems.map(({ line, identifier }) => [line, identifier])).toEqual([
      ...[
        [2, null],
        [3, null],
        [4, 'x'],
        [5, 'y'],
      ],
      ...[
        [6, records[0]?.identifier],
        [7, 'z'],
      ],
    ]);
    const reasons = [
      'it is no JSON',
      'has no identifier',
      'its createdAt is wrong',
      'its status is wrong',
      'its identifier was there before',
    ];
    expect(reasons.map((reason) => leftOut(report, reason))).toEqual([1, 1, 1, 1, 1]);
    expect(leftOut(report, 'its time cannot be read')).toBe(1);
  });

  test('a deployment that ended before it began is named, and counts by both of its times', async () => {
    const backwards = deployment(at(5), {
      ...{ identifier: 'back', finishedAt: at(4) },
      changes: [change(3, at(4))],
    });
    const { report } = await measure({ input: 'r' }, { r: lines([good, backwards]) });
    expect(report.source).toMatchObject({
      badRecords: 0,
      problems: [
        { line: 2, identifier: 'back', problem: expect.stringContaining('ended before it began') },
      ],
    });
    expect(report.groups[0].leadTimeForChanges.medianHours).toBe(3);
  });

  test('are counted when there are more than anybody reads', async () => {
    const { report } = await measure(
      { input: 'r' },
      { r: lines([good, ...Array(5000).fill('{')]) },
    );
    expect(report.source).toMatchObject({ badRecords: 5000 });
    expect(report.source.problems).toHaveLength(20);
    expect(leftOut(report, 'it is no JSON')).toBe(5000);
  });

  test('of incidents are named too; an incident that comes twice counts once', async () => {
    const one = incident(at(3));
    const files = { r: lines(records), i: lines([one, one, { identifier: 'q' }, '['.repeat(9)]) };
    const { report } = await measure({ input: 'r', incidents: 'i' }, files);
    expect(report.groups[0].meanTimeToRecovery.open).toBe(1);
    expect(report.source.problems.map(({ source, line }) => `${source}:${line}`)).toEqual([
      'i:2',
      'i:3',
      'i:4',
    ]);
  });

  test.each([
    ['is empty', '', 'none was found in it'],
    ['has only the first line of a table', 'identifier,service\n', 'none was found in it'],
    ['has only bad ones', lines(bad.slice(0, 4)), 'the first of 4 problems'],
    ['is no file of records', 'hello\nworld\n', 'has no identifier'],
  ])('a file that %s fails', async (_, text, message) => {
    const failure = await measure({ input: 'r' }, { r: text }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'FILE_NO_RECORDS' });
    expect((failure as PortDoraError).message).toContain(message);
  });

  test('a file whose records are all of another environment is no failure: the numbers are null with reasons', async () => {
    const { report } = await measure(
      { input: 'r' },
      { r: lines([{ ...good, environment: 'Staging' }]) },
    );
    expect(report.groups[0].deploymentFrequency).toMatchObject({
      perDay: null,
      reason: 'no deployment is known',
    });
  });
});
