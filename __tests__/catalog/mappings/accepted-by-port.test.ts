import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../../account/start-account.ts';
import { catalogMapping, entities } from '../../mapping/map-payloads.ts';
import { sampleEvents } from './sample-events.ts';

const catalog = (path: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../catalog/blueprints/${path}.json`, import.meta.url), 'utf8'),
  );

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const url = { type: 'string', format: 'url' };

/** What the default blueprints of Port's integrations have of what the mappings write. Source: Ocean, `blueprints.json`. */
const incidentBlueprints: Readonly<Record<string, object>> = {
  pagerdutyIncident: { status: text, urgency: text, url, created_at: time },
  opsGenieIncident: { status: text, priority: text, url, createdAt: time, updatedAt: time },
  firehydrantIncident: { severity: text, currentMilestone: text, url, createdAt: time },
  servicenowIncident: { number: text, state: text, priority: text, createdOn: time },
  statuspageIncident: { status: text, impact: text, createdAt: time, startedAt: time },
  jiraIssue: { status: text, issueType: text, created: time, resolutionDate: time },
  githubIssue: { status: text, link: url, createdAt: time },
};

let account: Account;
beforeAll(async () => {
  account = await startAccount({ model: 'none' });
  const create = (blueprint: unknown) => account.call('POST', '/v1/blueprints', blueprint);
  for (const name of [
    'service',
    'githubPullRequest',
    'gitlabMergeRequest',
    'azureDevopsPullRequest',
  ])
    await create(catalog(name));
  const hosts = ['github', 'gitlab', 'azure'].map((host) =>
    catalog(`additions/deployment.${host}`),
  );
  const deployment = catalog('deployment');
  const relations = Object.assign({}, deployment.relations, ...hosts.map((host) => host.relations));
  await create({ ...deployment, relations });
  const incident = catalog('additions/incident');
  for (const [identifier, properties] of Object.entries(incidentBlueprints)) {
    const schema = { properties: { ...properties, ...incident.schema.properties }, required: [] };
    const portService = incident.relations.service;
    await create({
      identifier,
      title: identifier,
      schema,
      relations: { ...incident.relations, portService },
    });
  }
  const shop = { identifier: 'acme/shop', title: 'shop', properties: {}, relations: {} };
  await account.call('POST', '/v1/blueprints/service/entities?upsert=true', shop);
});
afterAll(() => account.close());

describe('Port takes what a mapping gives', () => {
  test.each(sampleEvents.map((event) => [event.file, event.item.kind, event.item] as const))(
    '%s of a %s',
    async (file, _, item) => {
      const held = await entities(catalogMapping(file), [item]);
      expect(held.length).toBeGreaterThan(0);
      for (const { identifier, blueprint, title, properties, relations } of held) {
        const path = `/v1/blueprints/${blueprint}/entities`;
        const body = { identifier, title, properties, relations };
        // As Ocean sends them.
        await account.call(
          'POST',
          `${path}?upsert=true&merge=true&create_missing_related_entities=true`,
          body,
        );
        const { entity } = (await account.call(
          'GET',
          `${path}/${encodeURIComponent(identifier)}`,
        )) as { entity: ShownEntity };
        expect(entity.properties).toMatchObject(known(properties));
        if (relations.service !== undefined && isOfShop(relations.service))
          expect(entity.relations.service).toBe('acme/shop');
      }
    },
    60_000,
  );

  test('and a deployment finds its pull request by its link', async () => {
    const item = sampleEvents.find(({ file }) => file === 'github/pull-request')?.item;
    for (const file of ['github/pull-request-entity', 'github/pull-request']) {
      for (const { blueprint, ...body } of await entities(catalogMapping(file), item ? [item] : []))
        await account.call(
          'POST',
          `/v1/blueprints/${blueprint}/entities?upsert=true&merge=true`,
          body,
        );
    }
    const { entity } = (await account.call(
      'GET',
      `/v1/blueprints/deployment/entities/${encodeURIComponent('acme/shop/pull-request-12/shop/Production')}`,
    )) as { entity: ShownEntity };
    expect(entity.relations.pullRequest).toBe('shop2609799545');
  });
});

/** Null says that a property has no value. */
const known = (properties: object) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));

const isOfShop = (search: unknown): boolean => JSON.stringify(search).includes('"value":"shop"');
