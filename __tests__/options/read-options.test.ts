import { describe, expect, test } from '@jest/globals';
import { createRedactor } from '../../src/host/redactor.ts';
import { readOptions } from '../../src/options/read-options.ts';
import { reportOptions } from '../../src/options/schema.ts';
import { areProblems, findCredentials } from '../../src/report/credentials.ts';

interface Given {
  readonly flags?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
}

const read = async ({ flags = {}, env = {}, files = {} }: Given) => {
  const secrets = createRedactor();
  const options = await readOptions(reportOptions, {
    flags,
    env,
    secrets,
    files: {
      read: async (path) => files[path] ?? null,
      writePrivate: async () => undefined,
      createPrivate: async () => true,
      append: async () => undefined,
    },
  });
  return {
    ...options,
    secrets,
    messages: options.problems.map((one) => `${one.message}; ${one.hint}`),
  };
};

describe('where an option comes from', () => {
  const everywhere = {
    flags: { service: 'from flag' },
    env: { INPUT_SERVICE: 'from input', PORT_DORA_SERVICE: 'from variable' },
    files: { '.port-dora.yml': 'service: from file' },
  };
  const titleOf = async (given: Given) => {
    const { values, sources } = await read(given);
    return [values.service?.[0]?.title, sources.service];
  };

  test('a flag wins over an input, a variable and the config file', async () => {
    expect(await titleOf(everywhere)).toEqual(['from flag', 'flag']);
  });

  test('an input wins over a variable and the config file', async () => {
    expect(await titleOf({ ...everywhere, flags: {} })).toEqual(['from input', 'input']);
  });

  test('a variable wins over the config file', async () => {
    const env = { PORT_DORA_SERVICE: 'from variable' };
    expect(await titleOf({ ...everywhere, flags: {}, env })).toEqual([
      'from variable',
      'environment',
    ]);
  });

  test('the config file wins over the default', async () => {
    expect(await titleOf({ files: everywhere.files })).toEqual(['from file', 'config']);
  });

  test('an empty value counts as not given, wherever it stands', async () => {
    const env = { INPUT_SERVICE: '', PORT_DORA_SERVICE: '  ' };
    expect(await titleOf({ ...everywhere, flags: { service: '' }, env })).toEqual([
      'from file',
      'config',
    ]);
  });

  test.each([
    '$(ENVIRONMENT)',
    '${{ENVIRONMENT}}',
    '<nil>',
    '#{Octopus.X}',
    '%env%',
    '<+env.name>',
    'null',
  ])('a placeholder that the CI did not fill in counts as not given: %s', async (text) => {
    const env = { PORT_DORA_ENVIRONMENT: text, PORT_CLIENT_SECRET: text };
    const { values, problems } = await read({ env, flags: { service: text } });
    expect([values.environment, values.clientSecret, values.service]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(problems).toEqual([]);
  });

  test('an input with a hyphen can be set in shells that have no such names', async () => {
    const hyphen = await read({ env: { 'INPUT_SERVICE-MATCH': 'slug' } });
    const underscore = await read({ env: { INPUT_SERVICE_MATCH: 'slug' } });
    expect([hyphen.values.serviceMatch, underscore.values.serviceMatch]).toEqual(['slug', 'slug']);
  });

  test("Port's own variables give the credentials", async () => {
    const { values } = await read({ env: { PORT_CLIENT_ID: 'id', PORT_CLIENT_SECRET: 'secret' } });
    expect([values.clientId, values.clientSecret]).toEqual(['id', 'secret']);
  });

  test('without any value the defaults stand', async () => {
    const { values, problems } = await read({});
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      region: 'eu',
      track: 'job',
      timeout: 60,
      dryRun: false,
      blueprint: 'deployment',
    });
    expect(values.environment).toBeUndefined();
  });

  test('white space and Windows line ends around values are removed', async () => {
    const { values } = await read({
      env: { INPUT_ENVIRONMENT: ' production \r\n', INPUT_REGION: 'US' },
    });
    expect([values.environment, values.region]).toEqual(['production', 'us']);
  });
});

describe('wrong values', () => {
  test('all problems are told at once, each with option, source, value and what to do', async () => {
    const { messages } = await read({
      flags: { timeout: 'soon' },
      env: { INPUT_REGION: 'asia', PORT_DORA_DRY_RUN: 'maybe', 'INPUT_CREATED-AT': '01/02/2026' },
      files: { '.port-dora.yml': 'enviroment: production\ntrack: jobs' },
    });
    expect(messages).toEqual([
      expect.stringMatching(
        /^\.port-dora\.yml: unknown key enviroment; did you mean environment\?$/,
      ),
      expect.stringMatching(/^region \(input region\) .*"asia"; choose one of: eu, us$/),
      expect.stringMatching(/^track \(\.port-dora\.yml\) .*"jobs"; choose one of: job, /),
      expect.stringMatching(/^created-at \(input created-at\) .*"01\/02\/2026"; give RFC 3339/),
      expect.stringMatching(/^dry-run \(PORT_DORA_DRY_RUN\) .*"maybe"; write true or false$/),
      expect.stringMatching(/^timeout \(--timeout\) .*"soon"; give a number from 1 to 3600$/),
    ]);
  });

  test('a wrong value leaves the default in place', async () => {
    expect((await read({ env: { INPUT_TIMEOUT: '0' } })).values.timeout).toBe(60);
  });

  test('credentials in an address are not repeated in the message', async () => {
    const { messages } = await read({ env: { PORT_BASE_URL: 'https://me:hunter22@port.example' } });
    expect(messages.join()).toContain('***@port.example');
    expect(messages.join()).not.toContain('hunter22');
  });

  test('plain http is refused but for loopback', async () => {
    const problemsOf = async (url: string) =>
      (await read({ env: { PORT_BASE_URL: url } })).problems.length;
    expect(await problemsOf('http://port.example')).toBe(1);
    expect(await problemsOf('http://localhost.example')).toBe(1);
    expect(await problemsOf('http://127.0.0.1:3000')).toBe(0);
    expect(await problemsOf('http://localhost:3000/v1/')).toBe(0);
  });
});

describe('secrets', () => {
  test('every given secret is masked, also one that loses against another source', async () => {
    const { secrets } = await read({
      flags: { 'client-secret': 'flag-secret' },
      env: { PORT_CLIENT_SECRET: 'variable-secret', 'INPUT_GITHUB-TOKEN': 'ghs_token' },
    });
    expect(secrets.redact('flag-secret variable-secret ghs_token')).toBe('*** *** ***');
  });

  test.each(['client-secret', 'access-token', 'github-token', 'gitlab-token', 'azure-token'])(
    '%s of one letter is refused, and does not mask that letter everywhere',
    async (name) => {
      const { messages, secrets, values } = await read({
        flags: { [name]: 'a', 'client-id': 'b' },
      });
      expect(messages).toEqual([
        `${name} (--${name}) has fewer than 4 characters, which is too short for a secret: ***; give the whole of it, as it was issued`,
      ]);
      expect(secrets.redact('a plan for b')).toBe('a plan for b');
      expect(values.clientId).toBe('b');
      expect((await read({ flags: { [name]: 'abcd' } })).messages).toEqual([]);
    },
  );

  test('that was refused does not count as missing', async () => {
    const flags = { 'client-id': 'id', 'client-secret': 'a' };
    expect(areProblems(findCredentials((await read({ flags })).values))).toBe(false);
  });

  test.each(['client-id', 'client-secret', 'access-token', 'github-token', 'base-url'])(
    '%s in the config file is an error that says where it belongs',
    async (name) => {
      const { messages } = await read({
        files: { '.port-dora.yml': `${name}: very-secret-value` },
      });
      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatch(
        /may not stand in the config file; give it as [A-Z_]+ in the environment/,
      );
      expect(messages[0]).not.toContain('very-secret-value');
    },
  );
});

describe('the config file', () => {
  test('takes lists and maps where several lines are meant', async () => {
    const { values, problems } = await read({
      files: {
        '.port-dora.yml': [
          'service:',
          '  Shop: [apps/shop/**, libs/ui/**]',
          '  Payments: apps/payments/**',
          'environment-rules:',
          '  - "eu-*: Production"',
          '  - us-*: Staging',
          'properties: {team: payments, size: 3}',
        ].join('\n'),
      },
    });
    expect(problems).toEqual([]);
    expect(values.service).toEqual([
      { title: 'Shop', globs: ['apps/shop/**', 'libs/ui/**'] },
      { title: 'Payments', globs: ['apps/payments/**'] },
    ]);
    expect(values.environmentRules).toEqual([
      { pattern: 'eu-*', environment: 'Production' },
      { pattern: 'us-*', environment: 'Staging' },
    ]);
    expect(values.properties).toEqual({ team: 'payments', size: 3 });
  });

  test('tells names that differ in an account', async () => {
    const text =
      'names:\n  blueprints: {deployment: release}\n  values: {deploymentStatus: {Success: ok}}';
    const { names } = await read({ files: { '.port-dora.yml': text } });
    expect(names.blueprints).toEqual({ deployment: 'release' });
    expect(names.values).toEqual({ deploymentStatus: { Success: 'ok' } });
  });

  test.each([
    ['broken YAML', 'service: [', /\.port-dora\.yml: .*mend the YAML/],
    ['a list', '- service', /not a list of keys and values/],
    ['a wrong kind', 'region: [eu]', /region has a value of the wrong kind/],
    [
      'an unknown name section',
      'names: {blueprint: {}}',
      /unknown key names.blueprint; did you mean names.blueprints/,
    ],
    ['a name that is no text', 'names: {properties: {kind: 3}}', /names.properties is not a map/],
    ['a key twice', 'region: eu\nregion: us', /mend the YAML/],
  ])('%s is an error', async (_, text, message) => {
    expect((await read({ files: { '.port-dora.yml': text } })).messages.join()).toMatch(message);
  });

  test('that was named but does not exist is an error; the default one may be absent', async () => {
    expect((await read({ flags: { config: 'other.yml' } })).messages.join()).toContain(
      'no such file',
    );
    expect((await read({})).messages).toEqual([]);
  });

  test('an empty one is no error', async () => {
    expect((await read({ files: { '.port-dora.yml': '# nothing yet\n' } })).messages).toEqual([]);
  });
});

describe('further properties', () => {
  test.each([
    ['JSON', '{"team": "payments"}'],
    ['YAML', 'team: payments'],
  ])('are understood as %s', async (_, text) => {
    expect((await read({ env: { INPUT_PROPERTIES: text } })).values.properties).toEqual({
      team: 'payments',
    });
  });

  test.each(['[1]', '"text"', 'a: [', '{broken'])('%s is refused', async (text) => {
    expect((await read({ env: { INPUT_PROPERTIES: text } })).messages.join()).toContain(
      'properties (input',
    );
  });
});
