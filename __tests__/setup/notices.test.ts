import { afterEach, expect, jest, test } from '@jest/globals';
import { renderChanges } from '../../src/setup/render-change.ts';
import { ownNames } from '../catalog/own-names.ts';
import { install } from './support/accounts.ts';
import { pagerdutyIncident, service } from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

test('a blueprint for services that is not there is named', async () => {
  account = await startSetupAccount([]);
  const { plan } = await account.plan({ asked: { servicesFrom: 'repositry' } });
  expect(plan.notices).toContain('there is no blueprint repositry: no services are made from it');
});

test('one blueprint for deployments and services is refused', async () => {
  account = await startSetupAccount([]);
  const names = { ...ownNames, blueprints: { deployment: 'service' } };
  await expect(account.plan({ names })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: 'deployments and services are both called service',
  });
});

test('the notice of an integration that is not installed names its mapping as print takes it', async () => {
  account = await startSetupAccount([]);
  const { plan } = await account.plan({ asked: { incidents: ['pagerduty'] } });
  expect(plan.notices.join('\n')).toContain('"port-dora mappings print pagerduty/incident"');
});

test('what comes into the account after a choice of none is named until it is chosen', async () => {
  account = await startSetupAccount([]);
  await account.apply();
  expect((await account.plan()).plan.notices).toEqual([]);
  await account.call('POST', '/v1/blueprints', {
    identifier: 'pagerdutyIncident',
    title: 'Incident',
    schema: { properties: { created_at: { type: 'string', format: 'date-time' } }, required: [] },
  });
  await account.call('POST', '/v1/blueprints', {
    identifier: 'githubPullRequest',
    title: 'Pull Request',
    schema: { properties: {}, required: [] },
  });
  const { plan } = await account.plan();
  expect(plan.changes).toEqual([]);
  expect(plan.notices.join('\n')).toContain('--scm github sets it up');
  expect(plan.notices.join('\n')).toContain('--incidents pagerduty sets it up');
  const asked = { scm: ['github'], incidents: ['pagerduty'] } as const;
  await account.apply({ asked });
  expect((await account.plan()).plan.notices.join('\n')).not.toContain('sets it up');
});

test('a mapping of incidents writes only what their blueprint has', async () => {
  account = await startSetupAccount([service, pagerdutyIncident]);
  await install(account, 'pd-1', 'pagerduty');
  const written = async () => {
    const { plan } = await account.plan();
    const mapping = plan.changes.find(({ at }) => at.kind === 'mapping');
    const to = (mapping?.to ?? {}) as Partial<{
      port: { entity: { mappings: { properties: object } } };
    }>;
    return Object.keys(to.port?.entity.mappings.properties ?? {});
  };
  const known = ['status', 'urgency', 'created_at', 'resolvedAt', 'recoveryTime'];
  expect(await written()).toEqual(known);
  await account.call('PATCH', '/v1/blueprints/pagerdutyIncident', {
    schema: {
      properties: {
        ...pagerdutyIncident.schema.properties,
        url: { type: 'string', format: 'url' },
      },
      required: [],
    },
  });
  expect((await written()).sort()).toEqual([...known, 'url'].sort());
});

test('what is gone is said to be gone, and what differs is shown without numbers of lines', async () => {
  account = await startSetupAccount([service]);
  await account.apply();
  await account.call('DELETE', '/v1/blueprints/service/scorecards/dora_lead_time');
  const { page } = (await account.call('GET', '/v1/pages/dora_metrics')) as { page: object };
  const { widgets } = page as { widgets: readonly object[] };
  await account.call('PATCH', '/v1/pages/dora_metrics', { title: 'Mine', icon: 'Team', widgets });
  const { plan } = await account.plan();
  const lines = renderChanges(plan.changes, { withDiff: true, colours: false });
  expect(lines).toContain('+ scorecard service.dora_lead_time: is not there');
  expect(lines.map((line) => line.trim())).toEqual(
    expect.arrayContaining(['-  "title": "Mine",', '+  "title": "DORA Metrics",']),
  );
  expect(lines.join('\n')).not.toContain('@@');
});
