import { afterEach, expect, jest, test } from '@jest/globals';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

test('a blueprint for services that is not there is named', async () => {
  account = await startSetupAccount([]);
  const { plan } = await account.plan({ asked: { servicesFrom: 'repositry' } });
  expect(plan.notices).toContain('there is no blueprint repositry: no services are made from it');
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
