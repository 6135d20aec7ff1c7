import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { ownNames } from '../catalog/own-names.ts';
import { accounts, install } from './support/accounts.ts';
import {
  githubPullRequest,
  guideMetrics,
  guideModel,
  pagerdutyIncident,
  service,
} from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

const start = async (name: string) => {
  account = await (accounts[name] ?? (() => Promise.reject(new Error(name))))();
};

const changesOf = async (...asked: Parameters<SetupAccount['plan']>) =>
  new Map((await account.plan(...asked)).plan.changes.map((change) => [change.key, change]));

describe("the guide's account", () => {
  test('has each of its defective definitions corrected, with the reason', async () => {
    await start("the guide's account");
    const changes = await changesOf();
    const corrected = [...changes.values()].filter(({ why }) => why !== null);
    const added = 'blueprint/port_dora_manifest';
    expect(
      corrected
        .map(({ key }) => key)
        .filter((key) => key !== added)
        .sort(),
    ).toEqual([
      'aggregation/service/deployment_frequency',
      'aggregation/service/lead_time_for_change',
      'aggregation/service/mean_time_to_recovery',
      'aggregation/service/total_deployments',
      'aggregation/service/total_incidents',
      'calculation/service/changeFailureRate',
      'mirror/deployment/leadTimeHours',
    ]);
  });

  test('keeps its mirror of the open time under another name, and its own lead time takes the place', async () => {
    await start("the guide's account");
    await account.apply();
    const { blueprint } = (await account.call('GET', '/v1/blueprints/deployment')) as {
      blueprint: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(blueprint.mirrorProperties).toEqual({
      pullRequestLeadTimeHours: {
        title: 'Pull Request Open Time (Hours)',
        path: 'pullRequest.leadTimeHours',
      },
    });
    expect(blueprint.schema?.properties?.leadTimeHours).toMatchObject({ type: 'number' });
  });

  test('cannot hold its number of incidents as the guide prints it (D65), and ours is taken', async () => {
    await start("the guide's account");
    const before = guideMetrics.aggregationProperties.total_incidents;
    const averageOf = { averageOf: 'month', measureTimeBy: '$createdAt' };
    const printed = { ...before, calculationSpec: { ...before.calculationSpec, ...averageOf } };
    const aggregationProperties = {
      ...guideMetrics.aggregationProperties,
      total_incidents: printed,
    };
    await expect(
      account.call('PATCH', '/v1/blueprints/service', { aggregationProperties }),
    ).rejects.toThrow('422');
    const ours = (await changesOf()).get('aggregation/service/total_incidents')?.to;
    expect(ours?.calculationSpec).toEqual({ calculationBy: 'entities', func: 'count' });
    expect(await account.apply()).toMatchObject({ failed: null });
  });

  test('keeps a definition that its user has made better, and ours goes beside it', async () => {
    account = await startSetupAccount(guideModel);
    const mine = {
      ...guideMetrics.aggregationProperties.deployment_frequency,
      title: 'Mine',
      calculationSpec: { calculationBy: 'entities', func: 'count' },
    };
    await account.call('PATCH', '/v1/blueprints/service', {
      aggregationProperties: { deployment_frequency: mine },
    });
    const { plan } = await account.plan();
    expect(plan.notices).toContain(
      'aggregation service.deployment_frequency is one of your own and stays: ours goes beside it as deployment_frequency_port_dora',
    );
    await account.apply();
    const { blueprint } = (await account.call('GET', '/v1/blueprints/service')) as {
      blueprint: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(blueprint.aggregationProperties?.deployment_frequency).toEqual(mine);
    expect(blueprint.calculationProperties?.deployment_rate?.calculation).toContain(
      '.properties.deployment_frequency_port_dora',
    );
    expect((await account.plan()).isDone).toBe(true);
  });
});

describe('a deployment blueprint that is there already', () => {
  test('gets what it lacks when it fits', async () => {
    await start('a new account with built-in blueprints');
    const changes = await changesOf();
    expect(changes.get('property/deployment/createdAt')).toMatchObject({ action: 'create' });
    expect(changes.has('blueprint/deployment')).toBe(false);
    expect(changes.has('relation/deployment/service')).toBe(false);
  });

  test('stays alone when it is made for something else', async () => {
    await start('an account with a customised deployment');
    const { plan } = await account.plan();
    expect(plan.notices.join('\n')).toContain('demands the property replicas');
    expect(plan.changes.some(({ at }) => at.owner === 'deployment')).toBe(false);
    await account.apply();
    const { blueprint } = (await account.call('GET', '/v1/blueprints/service')) as {
      blueprint: {
        aggregationProperties: Record<string, { target: string; pathFilter: object[] }>;
      };
    };
    expect(blueprint.aggregationProperties.total_deployments).toMatchObject({
      target: 'port_dora_deployment',
      pathFilter: [{ path: ['service'], fromBlueprint: 'port_dora_deployment' }],
    });
  });

  test("is left to Port's experience, which has one of its own", async () => {
    account = await startSetupAccount([
      service,
      { ...service, identifier: 'dora_deployment', title: 'Deployment' },
    ]);
    const { plan } = await account.plan();
    expect(plan.notices.join('\n')).toContain("Port's DORA experience is installed");
    expect(plan.changes.some(({ at }) => at.owner === 'dora_deployment')).toBe(false);
  });

  test('is called as the account calls it, with its properties and words', async () => {
    account = await startSetupAccount([service]);
    await account.apply({
      names: {
        ...ownNames,
        blueprints: { deployment: 'release', service: 'service' },
        properties: { deployment: { environment: 'stage', createdAt: 'startedAt' } },
        values: { environment: { Production: 'live' }, deploymentStatus: { Failed: 'broken' } },
      },
    });
    const { blueprint } = (await account.call('GET', '/v1/blueprints/service')) as {
      blueprint: { aggregationProperties: Record<string, { query: { rules: object[] } }> };
    };
    expect(blueprint.aggregationProperties.failed_deployments).toMatchObject({
      target: 'release',
      query: {
        rules: [
          { property: 'stage', value: 'live' },
          { rules: [{ property: 'failed' }, { property: 'deploymentStatus', value: 'broken' }] },
          { property: 'startedAt' },
        ],
      },
    });
    const { isDone } = await account.plan();
    expect(isDone).toBe(true);
  });
});

describe('repositories without services', () => {
  test('take the place of services', async () => {
    await start('an account with only githubRepository');
    const changes = await changesOf();
    expect(changes.get('relation/deployment/service')?.to).toMatchObject({
      target: 'githubRepository',
    });
    expect(changes.get('aggregation/service/total_deployments')?.at.owner).toBe('githubRepository');
  });

  test('become services when that is asked for, each once', async () => {
    await start('an account with only githubRepository');
    const asked = { servicesFrom: 'githubRepository' };
    await account.apply({ asked });
    const services = await account.call('GET', '/v1/blueprints/service/entities');
    expect(services).toMatchObject({ entities: [{ identifier: 'acme/shop', title: 'shop' }] });
    expect((await account.plan()).isDone).toBe(true);
    const more = { identifier: 'acme/pay', title: 'pay', properties: {} };
    await account.call('POST', '/v1/blueprints/githubRepository/entities?upsert=true', more);
    expect([...(await changesOf()).keys()]).toEqual(['entity/service/acme/pay']);
  });
});

describe('levels above services', () => {
  test('reach the same deployments by the relation that the account has', async () => {
    account = await startSetupAccount([
      { identifier: 'domain', title: 'Domain', schema: { properties: {} } },
      {
        ...service,
        relations: {
          owner: { target: '_team', required: false, many: false },
          area: { target: 'domain', required: false, many: false },
        },
      },
    ]);
    const changes = await changesOf();
    expect(changes.get('aggregation/_team/total_deployments')?.to).toMatchObject({
      pathFilter: [{ path: ['service', 'owner'], fromBlueprint: 'deployment' }],
    });
    expect(changes.get('aggregation/domain/total_deployments')?.to).toMatchObject({
      pathFilter: [{ path: ['service', 'area'], fromBlueprint: 'deployment' }],
    });
  });

  test('are left out where there is no such blueprint, and that is said', async () => {
    account = await startSetupAccount([service]);
    const { plan } = await account.plan({ asked: { levels: ['domain'] } });
    expect(plan.notices).toContain(
      'there is no blueprint domain: the metrics of the level domain are left out',
    );
  });
});

describe('incident tools', () => {
  test('count by what their blueprint has, the second under its own name', async () => {
    const time = { type: 'string', format: 'date-time' };
    account = await startSetupAccount([
      service,
      pagerdutyIncident,
      {
        ...pagerdutyIncident,
        identifier: 'opsGenieIncident',
        schema: { properties: { createdAt: time } },
      },
    ]);
    const changes = await changesOf();
    expect(changes.get('aggregation/service/total_incidents')?.to).toMatchObject({
      target: 'pagerdutyIncident',
      query: { rules: [{ property: 'created_at' }, { property: 'urgency' }] },
    });
    expect(changes.get('aggregation/service/total_incidents_opsgenie')?.to).toMatchObject({
      target: 'opsGenieIncident',
      query: { rules: [{ property: 'createdAt' }] },
    });
  });

  test('with a relation service of their own have another for ours, also in the mapping', async () => {
    account = await startSetupAccount([
      service,
      { ...service, identifier: 'firehydrantService', title: 'FireHydrant Service' },
      {
        ...pagerdutyIncident,
        identifier: 'firehydrantIncident',
        relations: { service: { target: 'firehydrantService', required: false, many: false } },
      },
    ]);
    await install(account, 'fh-1', 'firehydrant');
    const changes = await changesOf();
    const relation = changes.get('relation/firehydrantIncident/portService');
    expect(relation?.to).toMatchObject({ target: 'service' });
    expect(changes.get('aggregation/service/total_incidents')?.to).toMatchObject({
      pathFilter: [{ path: ['portService'], fromBlueprint: 'firehydrantIncident' }],
    });
    const mapping = [...changes.values()].find(({ at }) => at.kind === 'mapping');
    expect(JSON.stringify(mapping?.to)).toContain('"portService":');
  });

  test('whose relation is taken get ours beside it, also in the mapping', async () => {
    account = await startSetupAccount([
      service,
      {
        ...pagerdutyIncident,
        relations: { service: { target: 'service', required: false, many: true } },
      },
    ]);
    await install(account, 'pd-1', 'pagerduty');
    const changes = await changesOf();
    expect(changes.get('relation/pagerdutyIncident/service')?.at.id).toBe('service_port_dora');
    expect(changes.get('aggregation/service/total_incidents')?.to).toMatchObject({
      pathFilter: [{ path: ['service_port_dora'], fromBlueprint: 'pagerdutyIncident' }],
    });
    const mapping = [...changes.values()].find(({ at }) => at.kind === 'mapping');
    expect(JSON.stringify(mapping?.to)).toContain('"service_port_dora":');
  });
});

describe('pull requests', () => {
  test('of an integration stay as it made them; ours are for accounts that lack them', async () => {
    account = await startSetupAccount([service, githubPullRequest]);
    const changes = await changesOf({ asked: { scm: ['github', 'gitlab'] } });
    expect([...changes.keys()].some((key) => key.includes('githubPullRequest'))).toBe(false);
    expect(changes.get('blueprint/gitlabMergeRequest')).toMatchObject({ action: 'create' });
    expect(changes.get('relation/deployment/pullRequests')?.to).toMatchObject({
      target: 'githubPullRequest',
      many: true,
    });
  });
});
