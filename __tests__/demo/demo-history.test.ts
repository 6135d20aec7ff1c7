import { describe, expect, test } from '@jest/globals';
import { demoHistory } from '../../src/demo/demo-history.ts';
import { historyCalls } from '../../src/demo/history-calls.ts';
import { linkCandidates, linkIncident } from '../../src/deployment/incident-link.ts';
import { settle } from '../../src/deployment/settle.ts';

const now = Date.parse('2026-06-15T12:00:00.000Z');
const { records, incidents } = demoHistory(now);

describe('the history of the demo', () => {
  test('is the same for the same moment', () => {
    expect(demoHistory(now)).toEqual({ records, incidents });
  });

  test('has eight weeks of deployments of two services, none in the future', () => {
    const times = records.map(({ finishedAt }) => Date.parse(finishedAt ?? ''));
    expect(records).toHaveLength(40);
    expect(new Set(records.map(({ identifier }) => identifier)).size).toBe(40);
    expect(Math.min(...times)).toBeGreaterThan(now - 57 * 86_400_000);
    expect(Math.max(...times)).toBeLessThan(now);
  });

  test('has every kind but a redeploy, and every reason to fail', () => {
    expect(new Set(records.map(({ kind }) => kind))).toEqual(
      new Set(['baseline', 'standard', 'rollback', 'hotfix']),
    );
    expect(new Set(records.flatMap(({ failure }) => failure?.reason ?? []))).toEqual(
      new Set(['run', 'rollback', 'incident']),
    );
  });

  test('has changes that were written, opened, merged and deployed in that order', () => {
    const changes = records.flatMap(({ changes, finishedAt }) =>
      (changes ?? []).map((change) => ({ ...change, finishedAt: finishedAt ?? '' })),
    );
    expect(changes.length).toBeGreaterThan(40);
    for (const { authoredAt, pullRequest, finishedAt } of changes) {
      const times = [authoredAt, pullRequest?.createdAt, pullRequest?.mergedAt, finishedAt].map(
        (time) => Date.parse(time ?? ''),
      );
      expect(times.toSorted((a, b) => a - b)).toEqual(times);
    }
  });

  test('is settled', () => {
    expect(settle(records, incidents).changed).toEqual([]);
  });

  test('has incidents that belong to deployments, and one that belongs to none', () => {
    const links = incidents.map((one) => linkIncident(one, linkCandidates(records)).deployment);
    expect(links.filter((link) => link === null)).toHaveLength(1);
    expect(links.length).toBeGreaterThan(4);
  });

  test('comes to Port in as few requests as can be', () => {
    expect(historyCalls({ records, incidents })).toHaveLength(3);
  });
});
