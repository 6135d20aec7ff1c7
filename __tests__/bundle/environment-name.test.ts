import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type Account, startAccount } from '../account/start-account.ts';
import { type Loopback, startLoopback } from '../ci/loopback.ts';
import { annotationsOf, runAction } from './run-action.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

jest.setTimeout(60_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

const reported = async () => {
  const [deployment, ...others] = await account.deployments();
  expect(others).toEqual([]);
  const { environment, environmentName, environmentSource } = deployment?.properties ?? {};
  return { environment, environmentName, environmentSource };
};

const byBranch = {
  environment: 'Production',
  environmentName: undefined,
  environmentSource: 'branch',
};

describe("GitHub's token with the name of the job's environment", () => {
  let github: Loopback;

  afterEach(() => github.close());

  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenWith = (claims: object): string => `${part({ alg: 'none' })}.${part(claims)}.`;

  const offering = async (body: string | null, status = 200): Promise<Record<string, string>> => {
    github = await startLoopback((_, response) => {
      if (body === null) return;
      response.writeHead(status);
      response.end(body);
    });
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${github.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    };
  };

  const environmentIs = (environment: string): string =>
    JSON.stringify({ count: 1, value: tokenWith({ sub: 'repo:acme/shop', environment }) });

  test('is asked for once, and the deployment carries the name', async () => {
    const env = await offering(environmentIs('production-eu'));
    const result = await runAction(account, { env });
    expect(annotationsOf(result)).toEqual([]);
    expect(await reported()).toEqual({
      environment: 'Production',
      environmentName: 'production-eu',
      environmentSource: 'ci',
    });
    expect(github.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/token?api-version=2.0&audience=port-dora', 'Bearer request-token'],
    ]);
  });

  test('wins over the branch: a job for staging on main is no production deployment', async () => {
    const env = await offering(environmentIs('staging'));
    await runAction(account, { env });
    expect((await reported()).environment).toBe('Staging');
  });

  test('is not asked for where the workflow says the name', async () => {
    const env = await offering(environmentIs('staging'));
    await runAction(account, { env, inputs: { environment: 'prod' } });
    expect(github.received).toEqual([]);
    expect((await reported()).environmentName).toBe('prod');
  });

  test('is not asked for where an event is the deployment', async () => {
    const env = await offering(environmentIs('staging'));
    const tag = { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_REF_TYPE: 'tag' };
    const event = { ref: 'refs/tags/v1.0.0', after: 'a'.repeat(40) };
    await runAction(account, { env: { ...env, ...tag }, event, inputs: { track: 'tag' } });
    expect(github.received).toEqual([]);
    expect((await reported()).environmentSource).toBe('tag');
  });

  test.each([
    ['without an environment', JSON.stringify({ value: tokenWith({ sub: 'x' }) }), 200],
    ['that is refused', '{"message":"forbidden"}', 403],
    ['in an answer of HTML', '<html>', 200],
    ['that is none', '{"value":"x"}', 200],
    ['of another form', '{"value":{"a":1}}', 200],
    ['whose claims are no JSON', '{"value":"a.b.c"}', 200],
  ])('%s leaves it to the branch', async (_, body, status) => {
    const result = await runReporter({
      env: { ...account.env, ...(await offering(body, status)) },
    });
    expect(result.annotations).toEqual([]);
    expect(await reported()).toEqual(byBranch);
  });

  test('from a server that is not there leaves it to the branch', async () => {
    const env = await offering('');
    await github.close();
    await runReporter({ env: { ...account.env, ...env } });
    expect(await reported()).toEqual(byBranch);
  });

  test('from a server that never answers costs a part of the time, not the report', async () => {
    const env = { ...account.env, ...(await offering(null)), PORT_DORA_TIMEOUT: '4' };
    const result = await runReporter({ env });
    expect(github.received).toHaveLength(1);
    expect(await reported()).toEqual(byBranch);
    expect(result.annotations).toEqual([]);
    expect(result.milliseconds).toBeLessThan(4500);
  });

  test('with a hostile name stays one line, and is not guessed', async () => {
    const env = await offering(environmentIs('x\n::error::injected\n##[error]injected'));
    const result = await runReporter({ env: { ...account.env, ...env } });
    expect(result.foreign).toEqual([]);
    expect(result.annotations).toEqual([
      { level: 'warning', message: expect.stringMatching(/^NOT REPORTED.*CI_ENVIRONMENT_UNKNOWN/) },
    ]);
    expect(await account.requests()).toEqual([]);
  });
});

describe('an environment that no rule knows', () => {
  const report = (env: Record<string, string>): Promise<ReporterRun> =>
    runReporter({ env: { ...account.env, ...env } });

  /** The line that the log gives, as somebody copies it. */
  const lineFrom = ({ annotations }: ReporterRun): string =>
    /for instance `(.*)` \[CI_ENVIRONMENT_UNKNOWN\]$/.exec(annotations[0]?.message ?? '')?.[1] ??
    '';

  const expectMended = async (name: string): Promise<void> => {
    const unknown = await report({ PORT_DORA_ENVIRONMENT: name });
    expect(unknown.annotations).toEqual([
      { level: 'warning', message: expect.stringMatching(/^NOT REPORTED: /) },
    ]);
    expect(unknown.exitCode).toBe(0);
    const line = lineFrom(unknown);
    expect(line).toMatch(/: Testing$/);
    const mended = await report({ PORT_DORA_ENVIRONMENT: name, PORT_DORA_ENVIRONMENT_RULES: line });
    expect(mended.annotations).toEqual([]);
    expect(mended.output).toContain('Reported to Port: ');
    const stored = (await account.deployments()).at(-1);
    expect(stored?.properties).toMatchObject({ environment: 'Testing', environmentName: name });
  };

  test('is told from the tag and the branch as well, with the line', async () => {
    const branch = await report({ GITHUB_REF: 'refs/heads/release/1.2' });
    expect(lineFrom(branch)).toBe('release/1.2: Testing');
    const tag = await report({ GITHUB_REF: 'refs/tags/v1.0.0-rc.1', GITHUB_REF_TYPE: 'tag' });
    expect(lineFrom(tag)).toBe('v1.0.0-rc.1: Testing');
    expect(await account.requests()).toEqual([]);
  });

  test.each([
    'eu-west',
    'café ☕ 東京',
    '!not',
    '#hash',
    '"quoted"',
    "it's",
    'eu: Produktion',
    'a*b?[c]{d,e}(f)|g',
    '##[error]injected',
    '##vso[task.complete]x',
    '::error::injected',
    '`tick`',
    'back\\slash',
    'two\nlines',
    'tab\there',
    'right\u202eleft',
    '$(id) ${HOME} %PATH% %0A',
    'long'.repeat(200),
  ])('is mended by exactly the line that the log gives: %j', expectMended);

  test('is mended by that line whatever the name is', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => `zz${text}`.trim());
    await fc.assert(fc.asyncProperty(name, expectMended), { numRuns: 10 });
  });
});
