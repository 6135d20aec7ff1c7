import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { toEntity } from '../../src/deployment/entity.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { examine, of } from './support/examine.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['shop', 'till'] });
});

afterEach(() => account.close());

const names = { properties: {}, relations: {}, values: {}, serviceMatch: '$title' };
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const sha = (sign: string): string => sign.repeat(40);

let count = 0;

async function deploy(hours: number, given: Partial<DeploymentRecord> = {}): Promise<void> {
  count += 1;
  const record: DeploymentRecord = {
    identifier: `acme/shop/${count}/1/deploy/shop/Production`,
    ...{ service: 'shop', environment: 'Production', status: 'Success', kind: 'standard' },
    ...{
      createdAt: hoursAgo(hours),
      finishedAt: hoursAgo(hours - 0.1),
      sha: sha(String(count % 10)),
    },
    ...given,
  };
  const path = '/v1/blueprints/deployment/entities?upsert=true&merge=true';
  await account.call('POST', path, toEntity(record, names));
}

describe('deployments that belong to no service', () => {
  test('are counted by name, with what the name matches', async () => {
    for (const identifier of ['one', 'two']) {
      await account.call('POST', '/v1/blueprints/service/entities?upsert=true', {
        identifier,
        title: 'twin',
      });
    }
    await deploy(1, { service: 'ghost' });
    await deploy(2, { service: 'ghost' });
    await deploy(3, { service: 'shop' });
    await account.behave({ searchRelationManyMatches: 'first' });
    await deploy(4, { service: 'till' });
    const orphan = { properties: { createdAt: hoursAgo(5), serviceName: 'twin' }, relations: {} };
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier: 'orphan',
      ...orphan,
    });
    const late = { properties: { createdAt: hoursAgo(6), serviceName: 'till' }, relations: {} };
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier: 'late',
      ...late,
    });
    const found = of(await examine(account), 'services');
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(
      /^warning: without a service: 2 of "ghost"; no service has that title → create/,
    );
    expect(found[1]).toMatch(
      /^warning: without a service: 1 of "till", although there is one.*backfill/,
    );
    expect(found[2]).toMatch(
      /1 of "twin"; 2 entities of service have that title → make the title unique/,
    );
  });

  test('are a failure when none belongs to one, and no finding when all do', async () => {
    await deploy(1);
    expect(of(await examine(account), 'services')).toEqual([
      'ok: with their service: all 1 of the last 30 days',
    ]);
    await account.call(
      'DELETE',
      '/v1/blueprints/deployment/entities/' +
        encodeURIComponent(`acme/shop/${count}/1/deploy/shop/Production`) +
        '?delete_dependents=true',
    );
    await deploy(1, { service: 'ghost' });
    expect(of(await examine(account), 'services')[0]).toMatch(/^failure: /);
  });

  test('titles that several services share are listed', async () => {
    expect(of(await examine(account), 'service-titles')).toEqual([
      'ok: the titles of 2 entities of service are unique',
    ]);
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', {
      identifier: 'other',
      title: 'shop',
    });
    expect(of(await examine(account), 'service-titles')[0]).toMatch(/^warning: .*"shop" \(2\)/);
  });

  test('a catalog without services is said', async () => {
    await account.close();
    account = await startAccount({ services: [] });
    expect(of(await examine(account), 'service-titles')[0]).toMatch(
      /^warning: there is no service/,
    );
  });
});

describe('the last deployment', () => {
  test('is told for each environment, Production first', async () => {
    await deploy(72, { environment: 'Staging', identifier: 'acme/shop/9/1/deploy/shop/Staging' });
    await deploy(5);
    expect(of(await examine(account), 'last-deployment')).toEqual([
      'ok: last deployment: Production 5 h ago, Staging 3 days ago',
    ]);
  });

  test('without Production, or dated in the future, it is a warning', async () => {
    await deploy(-48, { environment: 'Staging' });
    const found = of(await examine(account), 'last-deployment');
    expect(found[1]).toMatch(/^warning: none of the last 30 days went to Production/);
    expect(found[2]).toMatch(/^warning: dated in the future: 1, for instance acme/);
  });

  test('none at all is told from none lately', async () => {
    expect(of(await examine(account), 'last-deployment')[0]).toContain(
      'has not received a deployment yet',
    );
    await deploy(24 * 60);
    expect(of(await examine(account), 'last-deployment')[0]).toMatch(
      /^warning: no deployment of the last 30 days/,
    );
  });
});

describe('lead time', () => {
  test('the reasons of those without are counted; what has none by definition does not count', async () => {
    await deploy(1, { leadTimeHours: 3 });
    await deploy(2, {
      leadTimeReason: 'no history: the checkout is shallow, and its history ends before',
    });
    await deploy(3, {
      leadTimeReason: 'no history: the checkout is shallow, and its history ends before',
    });
    await deploy(4, { kind: 'rollback', leadTimeReason: 'rollback' });
    await deploy(5, { status: 'Failed', failure: { reason: 'run', at: null, by: null } });
    const [found] = of(await examine(account), 'lead-time');
    expect(found).toMatch(
      /^warning: 1 of the last 3 production deployments have a lead time; 2 × no history/,
    );
    expect(found).toContain('fetch-depth: 0');
  });

  test('is well when most have one', async () => {
    await deploy(1, { leadTimeHours: 3 });
    await deploy(2, { leadTimeHours: 0 });
    expect(of(await examine(account), 'lead-time')).toEqual([
      'ok: 2 of the last 2 production deployments have a lead time',
    ]);
  });
});

describe('two writers', () => {
  const commit = sha('a');
  const event = (name: string, given: Partial<DeploymentRecord> = {}) => ({
    identifier: `acme/shop/${name}/shop/Production`,
    ...{ sha: commit, environmentName: null },
    ...given,
  });

  test.each([
    ['a merge and the job that follows it', 3, event('pull-request-7')],
    ['a finished run and its own job', 2.05, event('workflow-run-8/1')],
    ['a release of the same commit', 5, event('release-9')],
    ['a snippet that tells no commit', 1.5, { identifier: 'shop-1764000000', sha: null }],
    [
      'another job of the same run at the same time',
      2.05,
      { identifier: 'acme/shop/1/1/other/shop/Production', sha: commit },
    ],
  ])('%s are one release, counted twice', async (_, hours, other) => {
    await deploy(2, { sha: commit });
    await deploy(hours, other);
    const [found] = of(await examine(account), 'two-writers');
    expect(found).toMatch(/^warning: counted twice: 1 of shop, for instance as /);
    expect(found).toContain(String(other.identifier));
  });

  test.each([
    ['a later attempt of the same commit', 1, {}],
    ['another commit', 2.05, event('pull-request-7', { sha: sha('b') })],
    ['another service', 2.05, event('pull-request-7', { service: 'till' })],
    ['another environment', 2.05, event('pull-request-7', { environment: 'Staging' })],
    [
      'another place of the same environment',
      2.05,
      { environmentName: 'production-us', sha: commit },
    ],
    ['the same commit again days later', 80, event('pull-request-7')],
  ])('%s is no second writer', async (_, hours, other) => {
    await deploy(2, { sha: commit, environmentName: 'production-eu' });
    await deploy(hours, { sha: commit, ...other });
    expect(of(await examine(account), 'two-writers')[0]).toMatch(/^ok: /);
  });
});

describe('the model', () => {
  const change = (blueprint: string, body: object) =>
    account.call('PATCH', `/v1/blueprints/${blueprint}`, body);

  test('the catalog fits; no blueprint fails, and what needs it is not looked at', async () => {
    const well = await examine(account);
    expect(of(well, 'deployment-blueprint')[0]).toMatch(/^ok/);
    expect(of(well, 'service-relation')).toEqual(['ok: deployments lead to service']);
    await account.close();
    account = await startAccount({ model: 'none' });
    const empty = await examine(account);
    expect(of(empty, 'deployment-blueprint')[0]).toMatch(
      /^failure: there is no blueprint deployment/,
    );
    expect(of(empty, 'service-relation')[0]).toMatch(/^skipped/);
    expect(of(empty, 'two-writers')[0]).toMatch(
      /^skipped: not looked at: there is no blueprint deployment/,
    );
  });

  test("the guide's blueprint works, with what it lacks and its mirror", async () => {
    await account.close();
    account = await startAccount({ model: 'guide' });
    const found = of(await examine(account), 'deployment-blueprint');
    expect(found[0]).toMatch(
      /^warning: deployment lacks finishedAt, .* and \d+ more: reports leave them out/,
    );
    expect(found[1]).toMatch(
      /^warning: deployment\.leadTimeHours is a mirror of pullRequest\.leadTimeHours/,
    );
    expect(of(await examine(account), 'lead-time')[0]).toMatch(/^skipped/);
  });

  test('types, formats, values and required ones that do not fit are named', async () => {
    const { blueprint } = (await account.call('GET', '/v1/blueprints/deployment')) as {
      blueprint: {
        title: string;
        relations: object;
        schema: { properties: Record<string, object> };
      };
    };
    const properties = {
      ...blueprint.schema.properties,
      environment: { type: 'string', enum: ['prod', 'Staging'] },
      createdAt: { type: 'number' },
      version: { type: 'string', format: 'url' },
      kind: { type: 'string', enum: ['standard'] },
      approver: { type: 'string' },
    };
    await account.call('DELETE', '/v1/blueprints/deployment');
    await account.call('POST', '/v1/blueprints', {
      ...{ identifier: 'deployment', title: 'Deployment', relations: blueprint.relations },
      schema: { properties, required: ['approver', 'version', 'createdAt'] },
    });
    const found = of(await examine(account), 'deployment-blueprint').join('\n');
    expect(found).toContain(
      'failure: deployment.createdAt is of type number, and reports send string',
    );
    expect(found).toContain(
      'failure: deployment.environment does not take "Production", "Testing"',
    );
    expect(found).toContain('warning: deployment.version takes only the format url');
    expect(found).toContain('warning: deployment.kind does not take "baseline"');
    expect(found).toContain('failure: deployment requires approver, which no report sends');
    expect(found).toContain('warning: deployment requires version');
    const values = { environment: { Production: 'prod', Testing: 'Staging' } };
    const told = await examine(account, {
      names: { ...names, deployment: 'deployment', service: 'service', values },
      ownProperties: ['approver'],
    });
    expect(of(told, 'deployment-blueprint').join('\n')).not.toMatch(/Production|approver/);
  });

  test('a relation that is missing or leads elsewhere is named', async () => {
    const elsewhere = { deployment: 'deployment', service: 'component', ...names };
    expect(of(await examine(account, { names: elsewhere }), 'service-relation')[0]).toMatch(
      /^warning: deployment\.service leads to service, and services are looked for in component/,
    );
    const odd = { ...names, deployment: 'deployment', service: 'service', serviceMatch: 'slug' };
    expect(of(await examine(account, { names: odd }), 'service-relation')[0]).toMatch(
      /^failure: service has no property slug/,
    );
    const renamed = {
      ...names,
      deployment: 'deployment',
      service: 'service',
      relations: { service: 'app' },
    };
    expect(of(await examine(account, { names: renamed }), 'service-relation')[0]).toMatch(
      /^failure: deployment has no relation app/,
    );
  });

  test('metrics under their usual ids are looked for', async () => {
    expect(of(await examine(account), 'metrics')[0]).toContain(
      'lacks the metrics deployment_frequency',
    );
    await change('service', {
      aggregationProperties: Object.fromEntries(
        ['deployment_frequency', 'lead_time_for_change', 'total_deployments'].map((id) => [
          id,
          {
            ...{ title: id, type: 'number', target: 'deployment' },
            calculationSpec: { calculationBy: 'entities', func: 'count' },
          },
        ]),
      ),
      calculationProperties: {
        changeFailureRate: { title: 'Rate', type: 'number', calculation: '1' },
      },
    });
    expect(of(await examine(account), 'metrics')[0]).toMatch(/^ok/);
  });
});

describe('incidents', () => {
  const blueprint = (properties: object, relations: object) => ({
    ...{ identifier: 'pagerdutyIncident', title: 'Incident', relations },
    schema: {
      properties: { created_at: { type: 'string', format: 'date-time' }, ...properties },
      required: [],
    },
  });
  const added = {
    resolvedAt: { type: 'string', format: 'date-time' },
    recoveryTime: { type: 'number' },
  };
  const relation = {
    service: { title: 'Service', target: 'service', many: false, required: false },
  };

  test('without a tool there is nothing to mend', async () => {
    expect(of(await examine(account), 'incidents')[0]).toMatch(/^ok: no incident tool/);
  });

  test('a blueprint without what setup adds counts for nothing', async () => {
    await account.call('POST', '/v1/blueprints', blueprint({}, {}));
    expect(of(await examine(account), 'incidents')[0]).toMatch(
      /^warning: pagerdutyIncident lacks resolvedAt, recoveryTime, the relation service.*--incidents pagerduty/,
    );
  });

  test('those without a service, and a tool of which none is resolved, are told', async () => {
    await account.call('POST', '/v1/blueprints', blueprint(added, relation));
    const add = (identifier: string, service: string | null, resolvedAt: string | null) =>
      account.call('POST', '/v1/blueprints/pagerdutyIncident/entities?upsert=true', {
        identifier,
        properties: { created_at: hoursAgo(5), resolvedAt },
        relations: { service },
      });
    for (const one of ['1', '2', '3', '4']) await add(one, 'acme/shop', null);
    expect(of(await examine(account), 'incidents')[0]).toMatch(
      /^ok: pagerdutyIncident: 4 incidents/,
    );
    await add('5', null, null);
    const found = of(await examine(account), 'incidents');
    expect(found[0]).toContain('1 of 5 incidents of pagerdutyIncident in 30 days have no service');
    expect(found[1]).toContain(
      'none of 5 incidents of pagerdutyIncident in 30 days has resolvedAt',
    );
    await add('5', 'acme/shop', hoursAgo(1));
    expect(of(await examine(account), 'incidents')[0]).toMatch(/^ok/);
  });
});
