import { describe, expect, test } from '@jest/globals';
import {
  type EnvironmentJobs,
  environmentJobsReader,
} from '../../../src/backfill/hosts/azure-environment-jobs.ts';
import type { Ask, Refusal } from '../../../src/scm/host-client.ts';
import { iso } from './times.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-03-01T00:00:00Z');
const daysAgo = (days: number): string => iso(now - days * dayMs);
const perPage = 10;

/** A project with environments of one job a day each, ten to a page, newest first; it can refuse one of them. */
function project(environments: number, days: number) {
  const asked: string[] = [];
  const refusals = new Map<number, Refusal>();
  const records = Array.from({ length: days }, (_, day) => ({
    ...{ owner: { id: day }, definition: { id: 3 }, stageName: 'Production', jobName: 'Deploy' },
    ...{ queueTime: daysAgo(day), startTime: daysAgo(day), stageAttempt: 1 },
  }));
  const ask: Ask = async ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const [, id] = /environments\/(\d+)\//.exec(pathname) ?? [];
    const start = Number(searchParams.get('continuationToken') ?? 0);
    asked.push(id === undefined ? 'environments' : `${id} from ${start}`);
    const value = Array.from({ length: environments }, (_, index) => ({
      ...{ id: index + 1, name: `place-${index + 1}` },
    }));
    if (id === undefined) return { body: { value }, headers: {} };
    const refusal = refusals.get(Number(id));
    if (refusal) return refusal;
    const isLast = start + perPage >= days;
    return {
      body: { value: records.slice(start, start + perPage) },
      headers: isLast ? {} : { 'x-ms-continuationtoken': String(start + perPage) },
    };
  };
  const resourcesOf = (name: string): string => `https://azure.test/f/${name}/_apis`;
  return {
    asked,
    refusals,
    reader: (most?: number) => environmentJobsReader({ ask, resourcesOf }, most),
  };
}

const count = ({ byPipeline }: EnvironmentJobs): number => byPipeline.get(3)?.length ?? 0;

describe('the records of the environments of a project', () => {
  test('are read as far back as is asked for, and three days further for jobs that waited', async () => {
    const { asked, reader } = project(1, 100);
    const read = await reader()('shop', { since: daysAgo(15), until: null });
    expect(asked).toEqual(['environments', '1 from 0', '1 from 10']);
    expect(count(read)).toBe(20);
  });

  test('are read once for all repositories, and further back only where one asks for it', async () => {
    const { asked, reader } = project(2, 40);
    const read = reader();
    const since = [15, 5, 15, 25, 15].map((days) => ({ since: daysAgo(days), until: null }));
    const all = await Promise.all(since.map((range) => read('shop', range)));
    expect(all.every(({ problems }) => problems.length === 0)).toBe(true);
    expect(asked).toEqual([
      ...['environments', '1 from 0', '1 from 10', '2 from 0', '2 from 10'],
      ...['1 from 20', '2 from 20'],
    ]);
    expect(count(await read('shop', { since: null, until: null }))).toBe(80);
    expect(asked).toHaveLength(9);
  });

  test('are kept of the last few projects alone', async () => {
    const { asked, reader } = project(1, 1);
    const read = reader();
    const range = { since: null, until: null };
    for (const name of ['a', 'b', 'a', 'c', 'd', 'a']) await read(name, range);
    expect(asked).toHaveLength(2 * 4);
    await read('b', range);
    expect(asked).toHaveLength(2 * 5);
  });

  test('after the time that is asked for are not kept', async () => {
    const { reader } = project(1, 30);
    expect(count(await reader()('shop', { since: null, until: daysAgo(20) }))).toBe(9);
  });

  test('that are more than fit are said to be, and what was read stays', async () => {
    const { asked, reader } = project(3, 100);
    const read = reader(25);
    const result = await read('shop', { since: null, until: null });
    expect(count(result)).toBe(30);
    expect(result.problems).toHaveLength(3);
    expect(result.problems[0]).toContain('more than 25 deployment jobs');
    const before = asked.length;
    expect(count(await read('shop', { since: null, until: null }))).toBe(30);
    expect(asked).toHaveLength(before);
  });

  test('of an environment that was deleted meanwhile are none', async () => {
    const { refusals, reader } = project(2, 5);
    refusals.set(1, { status: 404, reason: 'gone' });
    const read = await reader()('shop', { since: null, until: null });
    expect([count(read), read.problems]).toEqual([5, []]);
  });

  test('that cannot be read are named, the others stay, and the next repository tries again', async () => {
    const { refusals, reader } = project(2, 5);
    const read = reader();
    refusals.set(1, { status: 403, reason: 'not allowed' });
    const first = await read('shop', { since: null, until: null });
    expect([count(first), first.problems]).toEqual([5, ['the environment place-1: not allowed']]);
    refusals.clear();
    const second = await read('shop', { since: null, until: null });
    expect([count(second), second.problems]).toEqual([10, []]);
  });
});
