import { describe, expect, test } from '@jest/globals';
import { createRateLimitGate, rateLimitResetMs, retryAfterMs } from '../../src/port/rate-limit.ts';
import { startOfTest as now } from './support/fake-clock.ts';

const inSeconds = (seconds: number) => String(now / 1000 + seconds);

describe('Retry-After', () => {
  test.each<[string, number | null]>([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['0.5', 500],
    ['3600', 3_600_000],
    [new Date(now + 12_000).toUTCString(), 12_000],
    ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
  ])('%s is obeyed', (value, expected) => {
    expect(retryAfterMs({ 'retry-after': value }, now)).toBe(expected);
  });

  test.each([
    '0',
    '-5',
    '',
    'soon',
    '1e3',
    '3601',
    '99999999999999999999',
    '7 seconds',
    '2026-01-02',
    'Fri, 02 Jan 2026 03:04:00 GMT',
    'Fri, 02 Jan 2099 03:04:00 GMT',
    'Noday, 99 Foo 2026 99:99:99 GMT',
  ])('"%s" tells nothing', (value) => {
    expect(retryAfterMs({ 'retry-after': value }, now)).toBeNull();
  });

  test('that is absent tells nothing', () => {
    expect(retryAfterMs({}, now)).toBeNull();
  });
});

describe('x-ratelimit-reset', () => {
  test.each<[string, string, number]>([
    ['seconds from now', '30', 30_000],
    ['the largest number of seconds that is read so', '3600', 3_600_000],
    ['an epoch in seconds', inSeconds(40), 40_000],
    ['an epoch in milliseconds', String(now + 50_000), 50_000],
  ])('is read as %s', (_, value, expected) => {
    expect(rateLimitResetMs({ 'x-ratelimit-reset': value }, now)).toBe(expected);
  });

  test.each<[string, string]>([
    ['zero', '0'],
    ['a window that is over', inSeconds(-1)],
    ['an epoch hours away', inSeconds(3_601)],
    ['more seconds than any window has', '10000'],
    ['just above the seconds, and so an epoch of 1970', '10001'],
    ['negative', '-30'],
    ['no number', 'tomorrow'],
    ['endless', '9'.repeat(400)],
    ['empty', ''],
  ])('that is %s tells nothing', (_, value) => {
    expect(rateLimitResetMs({ 'x-ratelimit-reset': value }, now)).toBeNull();
  });
});

describe('a used-up rate limit', () => {
  const answer = (headers: Record<string, string>) => ({ status: 200, headers, body: '' });

  test('makes the next request wait for the new window', () => {
    const gate = createRateLimitGate();
    gate.note(answer({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' }), now);
    expect(gate.waitMs(now)).toBe(20_000);
    expect(gate.waitMs(now + 19_000)).toBe(1_000);
    expect(gate.waitMs(now + 21_000)).toBe(0);
  });

  test.each([
    { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '20' },
    { 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '20' },
    { 'x-ratelimit-reset': '20' },
    { 'x-ratelimit-remaining': '0' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '999999' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20', 'retry-after': '1' },
  ])('is not what %j says', (headers) => {
    const gate = createRateLimitGate();
    gate.note(answer(headers), now);
    expect(gate.waitMs(now)).toBe(0);
  });
});
