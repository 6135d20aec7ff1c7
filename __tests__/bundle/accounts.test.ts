import { afterEach, describe, expect, test } from '@jest/globals';
import type { Behaviour } from '../../src/local-port/behaviour.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

let account: Account;

afterEach(() => account.close());

const report = (env: Record<string, string> = {}): Promise<ReporterRun> =>
  runReporter({ env: { ...account.env, ...env } });

const only = async () => {
  const deployments = await account.deployments();
  expect(deployments).toHaveLength(1);
  const [deployment] = deployments;
  if (!deployment) throw new Error('there is no deployment');
  return deployment;
};

describe("an account with nothing but the guide's own blueprint", () => {
  test.each(['422', 'dropped'] as const)(
    'takes the deployment, whatever Port does with unknown properties (%s)',
    async (unknownProperty) => {
      account = await startAccount({ model: 'guide', behaviour: { unknownProperty } });
      const result = await report();
      expect(result.output).toContain('Reported to Port');
      const { properties, relations } = await only();
      expect(properties).toMatchObject({ environment: 'Production', deploymentStatus: 'Success' });
      expect(relations.service).toBe('acme/shop');
    },
  );

  test('is told once what was left out, and that setup would add it', async () => {
    account = await startAccount({ model: 'guide' });
    const { annotations } = await report();
    expect(annotations).toEqual([
      {
        level: 'notice',
        message: expect.stringMatching(/left out: finishedAt, .*commitSha.* port-dora setup/),
      },
    ]);
  });

  test('keeps a mirror property out of what is sent the second time', async () => {
    account = await startAccount({ model: 'guide' });
    await report();
    const second = (await account.requests())
      .filter(({ path }) => path.endsWith('/entities'))
      .at(-1);
    const { properties } = (second?.body ?? {}) as { properties: object };
    expect(Object.keys(properties).sort()).toEqual([
      'createdAt',
      'deploymentStatus',
      'environment',
    ]);
  });
});

describe('a customised account', () => {
  test('is served by the names in the config file', async () => {
    account = await startAccount();
    const blueprint = {
      identifier: 'release',
      title: 'Release',
      schema: {
        properties: { outcome: { type: 'string', title: 'Outcome', enum: ['ok', 'broken'] } },
      },
      relations: { component: { title: 'C', target: 'service', required: false, many: false } },
    };
    await account.call('POST', '/v1/blueprints', blueprint);
    const result = await runReporter({
      env: account.env,
      folder: await folderWith(
        'names:\n  blueprints: {deployment: release}\n  properties: {deploymentStatus: outcome}\n' +
          '  relations: {service: component}\n  values: {deploymentStatus: {Success: ok, Failed: broken}}\n',
      ),
    });
    expect(result.output).toContain('Reported to Port');
    const { entities } = (await account.call('GET', '/v1/blueprints/release/entities')) as {
      entities: { properties: object; relations: object }[];
    };
    expect(entities[0]).toMatchObject({
      properties: { outcome: 'ok' },
      relations: { component: 'acme/shop' },
    });
  });

  test('with another list of environments keeps the deployment, and says which value it does not allow', async () => {
    account = await startAccount();
    await account.call('PATCH', '/v1/blueprints/deployment', {
      schema: {
        properties: { environment: { type: 'string', title: 'E', enum: ['prod'] } },
        required: [],
      },
    });
    const result = await report();
    expect(result.output).toContain('Reported to Port');
    expect(result.output).toContain('environment "Production"');
  });
});

describe('a service that Port cannot find', () => {
  const answers: readonly Partial<Behaviour>[] = [
    { searchRelationNoMatch: 'null' },
    { searchRelationNoMatch: '404' },
    { searchRelationNoMatch: '422' },
  ];

  test.each(answers)(
    'leaves the deployment recorded, and says how to mend it: %j',
    async (behaviour) => {
      account = await startAccount({ services: ['other'], behaviour });
      const result = await report();
      expect(result.exitCode).toBe(0);
      expect(result.output).toContain('Reported to Port');
      expect(result.annotations).toEqual([
        {
          level: 'warning',
          message: expect.stringMatching(
            /belongs to no service: no entity of the blueprint service with \$title "shop"/,
          ),
        },
      ]);
      expect((await only()).properties).toMatchObject({
        serviceName: 'shop',
        commitSha: expect.any(String),
      });
    },
  );
});

describe('two services with the same title', () => {
  test.each<Partial<Behaviour>>([{ searchRelationManyMatches: '422' }])(
    'leave the deployment without a service, and the warning names the way out: %j',
    async (behaviour) => {
      account = await startAccount({ behaviour });
      await account.call('POST', '/v1/blueprints/service/entities?upsert=true', {
        identifier: 'twin',
        title: 'shop',
      });
      const result = await report();
      expect(result.output).toContain('Reported to Port');
      expect(result.annotations).toEqual([
        {
          level: 'warning',
          message: expect.stringMatching(/more than one entity.*set service-match/),
        },
      ]);
    },
  );

  test('are told apart by another property', async () => {
    account = await startAccount();
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', {
      identifier: 'twin',
      title: 'shop',
    });
    const result = await report({
      PORT_DORA_SERVICE: 'twin',
      PORT_DORA_SERVICE_MATCH: '$identifier',
    });
    expect(result.annotations).toEqual([]);
    expect((await only()).relations.service).toBe('twin');
  });

  test('get the first where Port chooses one, and the log says which', async () => {
    account = await startAccount({ behaviour: { searchRelationManyMatches: 'first' } });
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', {
      identifier: 'twin',
      title: 'shop',
    });
    const result = await report();
    expect(result.output).toMatch(/service entity {2}\S+/);
  });
});

describe('what Port leaves undocumented', () => {
  test.each<Partial<Behaviour>>([
    { upsertUpdateStatus: '200' },
    { reusedTokenExpiresIn: 'full' },
    { errorDetails: 'present' },
    { dateTimeFormat: 'anything' },
    { mergeObjectProperties: 'deep' },
    { searchRelationNoMatchOnMerge: 'keeps' },
  ])('does not matter: %j', async (behaviour) => {
    account = await startAccount({ behaviour });
    for (const _ of [1, 2]) {
      const result = await report();
      expect(result.output).toContain('Reported to Port');
      expect(result.annotations).toEqual([]);
    }
    expect((await only()).relations.service).toBe('acme/shop');
  });
});

async function folderWith(config: string): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(`${tmpdir()}/port-dora-config-`);
  await writeFile(`${folder}/.port-dora.yml`, config);
  return folder;
}
