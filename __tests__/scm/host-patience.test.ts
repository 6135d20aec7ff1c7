import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/host/host.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { createHostClient } from '../../src/scm/host-client.ts';
import { fetchFrom, type StandInAnswer } from './hosts/stand-in.ts';

const began = Date.parse('2026-02-01T00:00:00Z');
const epoch = began / 1000;
const good: StandInAnswer = { status: 200, body: { fine: true } };

function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = began;
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

/** These answers or errors, then a good answer for ever. */
function answering(...answers: readonly (StandInAnswer | Error)[]): FetchLike {
  const left = [...answers];
  return async (url, init) => {
    const next = left.shift() ?? good;
    if (next instanceof Error) throw next;
    return fetchFrom(async () => next)(url, init);
  };
}

const times = <Item>(count: number, item: Item): Item[] =>
  Array.from({ length: count }, () => item);

/** What a client answers that may try so often, and how long it slept. */
async function ask(
  fetch: FetchLike,
  { retries = 5, seconds = 86_400 }: { readonly retries?: number; readonly seconds?: number } = {},
) {
  const clock = quickClock();
  const access = { name: 'The host', fetch, clock, headers: {}, permission: 'to read' };
  const client = createHostClient(access, {
    ...{ commits: 10, deadline: began + seconds * 1000, retries },
  });
  const answer = await client({ url: 'https://host.example/list' });
  return { answer, slept: clock.slept };
}

const limited = (headers: Record<string, string>, status = 429, body: unknown = {}) => ({
  ...{ status, headers, body },
});

describe('a rate limit', () => {
  test.each<[string, StandInAnswer, number]>([
    ['Retry-After in seconds', limited({ 'retry-after': '90' }), 90],
    [
      'Retry-After as a date',
      limited({ 'retry-after': new Date(began + 120_000).toUTCString() }),
      120,
    ],
    ['403 with Retry-After', limited({ 'retry-after': '30' }, 403), 30],
    [
      'the moment of the reset',
      limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(epoch + 1800) }, 403),
      1800,
    ],
    [
      'the seconds until the reset',
      limited({ 'ratelimit-remaining': '0', 'ratelimit-reset': '45' }),
      45,
    ],
    [
      'a secondary limit without headers',
      limited({}, 403, { message: 'You have exceeded a secondary rate limit.' }),
      60,
    ],
    [
      'a limit of GraphQL, which answers 200',
      {
        status: 200,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(epoch + 600) },
        body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      },
      600,
    ],
  ])('told by %s is waited for', async (_, refusal, seconds) => {
    const { answer, slept } = await ask(answering(refusal));
    expect(answer).toMatchObject({ body: { fine: true } });
    expect(slept).toEqual([seconds * 1000 + 1000]);
  });

  test('is waited for as often as it comes, and does not use up the tries for faults', async () => {
    const refusals = times(40, limited({ 'retry-after': '60' }));
    const { answer, slept } = await ask(answering(...refusals), { retries: 0 });
    expect(answer).toMatchObject({ body: { fine: true } });
    expect(slept).toHaveLength(40);
  });

  test('that ends after the deadline is not waited for', async () => {
    const { answer, slept } = await ask(answering(limited({ 'retry-after': '3600' })), {
      seconds: 600,
    });
    expect(answer).toMatchObject({ reason: expect.stringContaining('limits requests until') });
    expect(slept).toEqual([]);
  });

  test('is not read into the texts of a good answer', async () => {
    const body = { data: { title: 'why we exceeded a secondary rate limit'.padEnd(3000, '.') } };
    const { slept } = await ask(answering({ status: 200, body }));
    expect(slept).toEqual([]);
  });

  test('refusals that are none are not repeated', async () => {
    const { answer, slept } = await ask(answering({ status: 403, body: { message: 'no' } }));
    expect(answer).toMatchObject({ status: 403 });
    expect(slept).toEqual([]);
  });
});

describe('a fault', () => {
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
  const down = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });

  test.each<[string, StandInAnswer | Error]>([
    ['500', { status: 500, body: '' }],
    ['502', { status: 502, body: '<html>' }],
    ['a broken connection', reset],
    ['nobody there', down],
  ])('%s is tried again, each time after a longer pause', async (_, fault) => {
    const { answer, slept } = await ask(answering(...times(5, fault)));
    expect(answer).toMatchObject({ body: { fine: true } });
    expect(slept).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test('that stays becomes the reason', async () => {
    const { answer, slept } = await ask(answering(...times(9, { status: 503, body: '' })));
    expect(answer).toEqual({ status: 503, reason: 'The host answered with 503' });
    expect(slept).toHaveLength(5);
  });

  test('behind a new address is tried again there', async () => {
    const moved = { status: 301, headers: { location: '/renamed' }, body: '' };
    const fault = { status: 502, body: '' };
    const { answer } = await ask(answering(moved, fault, moved, good));
    expect(answer).toMatchObject({ body: { fine: true } });
  });
});
