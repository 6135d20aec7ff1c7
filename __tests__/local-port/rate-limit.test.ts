import { afterEach, describe, expect, test } from '@jest/globals';
import { closeAll, open, type Session } from './support/session.ts';

afterEach(closeAll);

const organization = '/v1/organization';

async function remaining(session: Session): Promise<[number, string | null]> {
  const { status, headers } = await session.call('GET', organization);
  return [status, headers.get('x-ratelimit-remaining')];
}

describe('the rate limit', () => {
  test('counts down and refuses what is over it, until the window ends', async () => {
    const session = await open({ rateLimit: { limit: 3, periodSeconds: 10 } });
    await session.anonymous('POST', '/_local/reset');
    await session.setClock({ now: '2026-03-10T12:00:00.500Z' });
    session.token = (await session.login()).body.accessToken;
    expect(await remaining(session)).toEqual([200, '1']);
    expect(await remaining(session)).toEqual([200, '0']);
    const { status, headers } = await session.call('GET', organization);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('10');
    expect(headers.get('x-ratelimit-limit')).toBe('3');
    expect(headers.get('x-ratelimit-period')).toBe('10');
    expect(headers.get('x-ratelimit-reset')).toBe(
      String(Date.parse('2026-03-10T12:00:11Z') / 1000),
    );
    await session.setClock({ advanceMs: 9_999 });
    expect((await remaining(session))[0]).toBe(429);
    await session.setClock({ advanceMs: 1 });
    expect(await remaining(session)).toEqual([200, '2']);
  });

  test('tells the reset as a distance when switched', async () => {
    const session = await open({
      rateLimit: { limit: 100, periodSeconds: 60 },
      behaviour: { rateLimitReset: 'delta' },
    });
    await session.anonymous('POST', '/_local/reset');
    await session.setClock({ now: '2026-03-10T12:00:00Z' });
    session.token = (await session.login()).body.accessToken;
    await session.setClock({ advanceMs: 20_000 });
    const { headers } = await session.call('GET', organization);
    expect(headers.get('x-ratelimit-reset')).toBe('40');
  });

  test('is only told, never enforced, when the server has none: nobody is sent waiting', async () => {
    const session = await open();
    const { headers } = await session.call('GET', organization);
    const limit = Number(headers.get('x-ratelimit-limit'));
    expect(Number(headers.get('x-ratelimit-remaining'))).toBe(limit - 2);
    const { RateWindow } = await import('../../src/local-port/http/rate-window.ts');
    const window = new RateWindow(undefined);
    const allowed = Array.from({ length: limit + 10 }, () => window.hit(1));
    expect(allowed).not.toContain(false);
    expect(window.remaining).toBe(1);
  });

  test('starts a new window when the clock goes back', async () => {
    const session = await open({ rateLimit: { limit: 2, periodSeconds: 10 } });
    await session.call('GET', organization);
    expect((await remaining(session))[0]).toBe(429);
    await session.setClock({ now: '2020-01-01T00:00:00Z' });
    const { status } = await session.login();
    expect(status).toBe(200);
  });
});
