import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultRequest } from '../../src/local-port/control/fault.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

const upsert = { method: 'POST', path: '/v1/blueprints/deployment/entities' } as const;
const always = { times: null } as const;

const run = (env: Record<string, string> = {}): Promise<ReporterRun> =>
  runReporter({ env: { ...account.env, PORT_DORA_TIMEOUT: '4', ...env } });

const expectReported = async (result: ReporterRun): Promise<void> => {
  expect(result.output).toContain('Reported to Port: ');
  expect(result.output).not.toContain('NOT REPORTED');
  expect(result.exitCode).toBe(0);
  expect(result.spool).toEqual([]);
  expect(await account.deployments()).toHaveLength(1);
};

/** The deployment goes on, the output says so plainly, and the record is kept twice: in a file and in the log. */
const expectKept = (result: ReporterRun, why: RegExp): void => {
  expect(result.exitCode).toBe(0);
  expect(result.output).not.toContain('Reported to Port');
  expect(result.annotations).toEqual([{ level: 'warning', message: expect.stringMatching(why) }]);
  expect(result.annotations[0]?.message).toMatch(/^NOT REPORTED: .+; .+ \[[A-Z_]+\]$/);
  expect(result.spool).toHaveLength(1);
  expect(result.spool[0]?.mode).toBe(0o600);
  const line = result.stdout.split('\n').find((one) => one.startsWith('{"identifier"'));
  expect(JSON.parse(line ?? 'null')).toEqual(result.spool[0]?.record);
  expect(result.summary).toContain('NOT reported');
};

describe('trouble that passes', () => {
  const faults: readonly (readonly [string, FaultRequest])[] = [
    ['a connection that is cut before the request', { kind: 'cut', at: 'before', ...upsert }],
    ['an answer that is cut in the middle', { kind: 'cut', at: 'middle', ...upsert }],
    [
      'a 429 with Retry-After in seconds',
      { kind: 'rate-limit', retryAfter: 'seconds', retryAfterSeconds: 1, ...upsert },
    ],
    [
      'a 429 with Retry-After as a date',
      { kind: 'rate-limit', retryAfter: 'date', retryAfterSeconds: 1, ...upsert },
    ],
    [
      'a 429 with a reset in epoch seconds',
      { kind: 'rate-limit', retryAfter: 'absent', reset: 'epoch', ...upsert },
    ],
    [
      'a 429 with a reset in seconds from now',
      { kind: 'rate-limit', retryAfter: 'absent', reset: 'delta', ...upsert },
    ],
    [
      'a 500',
      { kind: 'answer', status: 500, body: { ok: false, error: 'internal_error' }, ...upsert },
    ],
    ['a 503', { kind: 'answer', status: 503, body: '<html>unavailable</html>', ...upsert }],
    [
      'a 401 in the middle',
      { kind: 'answer', status: 401, body: { ok: false, error: 'unauthorized' }, ...upsert },
    ],
    ['a slow answer', { kind: 'delay', delayMs: 800, ...upsert }],
    [
      'a 502 at the login',
      { kind: 'answer', status: 502, body: '<html></html>', path: '/v1/auth/access_token' },
    ],
  ];

  test.each(faults)('%s is got over, and the deployment reported', async (_, fault) => {
    await account.fault(fault);
    await expectReported(await run());
  });

  test('a renewed token is used after a 401', async () => {
    await account.fault({
      kind: 'answer',
      status: 401,
      body: { ok: false, error: 'x' },
      ...upsert,
    });
    await run({ PORT_DORA_LEAD_TIME: 'off' });
    expect((await account.requests()).map(({ path, status }) => [path, status])).toEqual([
      ['/v1/auth/access_token', 200],
      ['/v1/blueprints/deployment/entities', 401],
      ['/v1/auth/access_token', 200],
      ['/v1/blueprints/deployment/entities', 201],
    ]);
  });
});

describe('trouble that stays', () => {
  const html = '<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>';
  const faults: readonly (readonly [string, FaultRequest, RegExp])[] = [
    ['resets every answer', { kind: 'cut', at: 'middle', ...always, ...upsert }, /API_NETWORK/],
    ['never answers', { kind: 'hang', ...always, ...upsert }, /API_TIMEOUT/],
    [
      'limits the rate for longer than there is time',
      { kind: 'rate-limit', retryAfterSeconds: 90, ...always, ...upsert },
      /API_RATE_LIMITED/,
    ],
    [
      'answers 500',
      {
        kind: 'answer',
        status: 500,
        body: { ok: false, error: 'internal_error' },
        ...always,
        ...upsert,
      },
      /500.*API_SERVER/,
    ],
    [
      'answers an HTML page',
      { kind: 'answer', status: 502, body: html, ...always, ...upsert },
      /502/,
    ],
    [
      'answers 200 with an HTML page',
      { kind: 'answer', status: 200, body: html, ...always, ...upsert },
      /API_UNREADABLE/,
    ],
    [
      'answers 201 without the entity',
      { kind: 'answer', status: 201, body: { ok: true }, ...always, ...upsert },
      /API_UNREADABLE/,
    ],
    [
      'answers 413',
      {
        kind: 'answer',
        status: 413,
        body: { ok: false, error: 'bad_request' },
        ...always,
        ...upsert,
      },
      /API_TOO_LARGE/,
    ],
    [
      'answers 403 for this address',
      {
        kind: 'answer',
        status: 403,
        body: { ok: false, error: 'forbidden', message: 'IP not whitelisted' },
        ...always,
        ...upsert,
      },
      /API_FORBIDDEN/,
    ],
    [
      'refuses every token',
      {
        kind: 'answer',
        status: 401,
        body: { ok: false, error: 'unauthorized' },
        ...always,
        ...upsert,
      },
      /API_CREDENTIALS/,
    ],
  ];

  test.each(faults)(
    'a Port that %s leaves the job green and the record kept',
    async (_, fault, why) => {
      await account.fault(fault);
      const result = await run();
      expectKept(result, why);
      expect(result.milliseconds).toBeLessThan(9000);
    },
  );

  test.each(faults.filter((_, index) => index % 4 === 0))(
    'a Port that %s fails the step with fail-on-error',
    async (_, fault) => {
      await account.fault(fault);
      const result = await run({ PORT_DORA_FAIL_ON_ERROR: 'true' });
      expect(result.exitCode).toBe(1);
      expect(result.output).toContain('NOT REPORTED');
      expect(result.spool).toHaveLength(1);
    },
  );

  test('a Port that is not there leaves the job green', async () => {
    expectKept(await run({ PORT_BASE_URL: 'http://127.0.0.1:9' }), /API_NETWORK/);
  });

  test('wrong credentials are named, with the other region as a possible reason', async () => {
    const result = await run({ PORT_CLIENT_SECRET: 'wrong-secret-value' });
    expectKept(result, /API_CREDENTIALS/);
    expect(result.output).not.toContain('wrong-secret-value');
  });

  test('an account without the blueprint is told so', async () => {
    const empty = await startAccount({ model: 'none' });
    const result = await runReporter({ env: empty.env });
    expectKept(result, /there is no blueprint deployment.*API_BLUEPRINT_MISSING/);
    await empty.close();
  });
});
