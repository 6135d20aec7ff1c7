import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, open, type Session } from './support/session.ts';

const day = 86_400_000;
const now = Date.parse('2026-03-10T12:00:00Z');
/** Days from now at which there is an entity; each is its own identifier. */
const days = [
  -1096, -1095, -731, -730, -366, -365, -181, -180, -91, -90, -31, -30, -15, -14, -8, -7, -1.5, -1,
  -0.5, 0, 0.49, 0.5, 1, 1.5, 7, 14, 30, 90, 180, 365, 366,
];
let session: Session;

beforeAll(async () => {
  session = await open();
  await session.define(blueprint('event', { at: { type: 'string', format: 'date-time' } }));
  for (const offset of days) {
    const at = new Date(now + offset * day).toISOString();
    await session.upsert('event', { identifier: `d${offset}`, properties: { at } });
  }
  await session.upsert('event', { identifier: 'never' });
  await session.setClock({ now: new Date(now).toISOString() });
});
afterAll(closeAll);

const find = (operator: string, value: object) =>
  session.find('event', { property: 'at', operator, value });
const between = (from: number, to: number) =>
  days.filter((offset) => offset >= from && offset <= to).map((offset) => `d${offset}`);

describe('between a preset', () => {
  test.each([
    ['lastDay', -1, 0],
    ['lastWeek', -7, 0],
    ['last2Weeks', -14, 0],
    ['lastMonth', -30, 0],
    ['last3Months', -90, 0],
    ['last6Months', -180, 0],
    ['last12Months', -365, 0],
    ['last2Years', -730, 0],
    ['last3Years', -1095, 0],
    ['nextDay', 0, 1],
    ['nextWeek', 0, 7],
    ['next2Weeks', 0, 14],
    ['nextMonth', 0, 30],
    ['next3Months', 0, 90],
    ['next6Months', 0, 180],
    ['next12Months', 0, 365],
    ['today', -0.5, 0.499],
    ['yesterday', -1.5, -0.501],
    ['tomorrow', 0.5, 1.499],
  ])('%s covers the days %d to %d from now', async (preset, from, to) => {
    expect(await find('between', { preset })).toEqual(between(from, to));
    expect(await find('=', { preset })).toEqual(between(from, to));
  });

  test('moves with the clock', async () => {
    await session.setClock({ advanceMs: day });
    const moved = await find('between', { preset: 'lastDay' });
    await session.setClock({ advanceMs: -day });
    expect(moved).toEqual(between(0, 1));
  });
});

describe('between two dates', () => {
  const at = (offset: number) => new Date(now + offset * day).toISOString();

  test('includes both ends, whatever their offset', async () => {
    expect(await find('between', { from: at(-1), to: at(1) })).toEqual(between(-1, 1));
    const to = '2026-03-10T14:00:00+02:00';
    expect(await find('between', { from: at(-0.5), to })).toEqual(between(-0.5, 0));
    expect(await find('between', { from: at(1), to: at(-1) })).toEqual([]);
  });

  test('notBetween finds all others, also what has no date', async () => {
    const inside = new Set(between(-1, 1));
    const outside = days.map((offset) => `d${offset}`).filter((one) => !inside.has(one));
    expect(await find('notBetween', { from: at(-1), to: at(1) })).toEqual([...outside, 'never']);
    expect(await find('notBetween', { preset: 'last3Years' })).toContain('never');
  });
});
