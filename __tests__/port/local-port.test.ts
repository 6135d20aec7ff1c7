import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import { type LocalPort, startLocalPort } from '../../src/local-port/index.ts';
import type { PortClient } from '../../src/port/client.ts';
import { routes } from '../../src/port/routes.ts';
import { type TestClient, testClient, thrownBy } from './support/port-script.ts';

let port: LocalPort;
let under: TestClient;
let client: PortClient;

beforeEach(async () => {
  port = await startLocalPort();
  const { clientId, clientSecret } = port;
  under = testClient(port, { credentials: { clientId, clientSecret } });
  client = under.client;
  const create = (body: unknown) => client.request(routes.createBlueprint, { body });
  await create({ identifier: 'service', title: 'Service', schema: { properties: {} } });
  await create({
    identifier: 'deployment',
    title: 'Deployment',
    schema: { properties: { status: { type: 'string', enum: ['Success', 'Failed'] } } },
    relations: { service: { target: 'service', required: false, many: false } },
  });
});

afterEach(async () => {
  await under.close();
  await port.close();
});

/** Arms a fault of the local Port. */
async function arm(fault: object): Promise<void> {
  const answer = await fetch(`${port.url}/_local/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(answer.status).toBe(201);
}

const shop = {
  combinator: 'and' as const,
  rules: [{ property: '$title', operator: '=', value: 'shop' }],
};
const deployment = (identifier: string, status = 'Success') => ({
  identifier,
  title: identifier,
  properties: { status },
  relations: { service: shop },
});

describe('with the local Port', () => {
  test('a deployment is written, linked to its service, and read back', async () => {
    await client.upsertEntity('service', { identifier: 'the-shop', title: 'shop' });
    const written = await client.upsertEntity('deployment', deployment('acme/shop/1/1'));
    expect(written).toMatchObject({
      identifier: 'acme/shop/1/1',
      properties: { status: 'Success' },
      relations: { service: 'the-shop' },
    });
    await client.upsertEntity('deployment', {
      identifier: 'acme/shop/1/1',
      properties: { status: 'Failed' },
    });
    expect(await client.getEntity('deployment', 'acme/shop/1/1')).toMatchObject({
      title: 'acme/shop/1/1',
      properties: { status: 'Failed' },
      relations: { service: 'the-shop' },
    });
  });

  test('what does not exist is null, and an unknown blueprint of a search an error', async () => {
    expect(await client.getEntity('deployment', 'none')).toBeNull();
    expect(await client.getBlueprint('none')).toBeNull();
    expect(await client.getBlueprint('deployment')).toMatchObject({
      relations: { service: { target: 'service', many: false, required: false } },
    });
    expect(await thrownBy(() => client.searchEntities('none').next())).toMatchObject({
      code: 'API_BLUEPRINT_MISSING',
      traceId: expect.any(String),
    });
  });

  test('many deployments are written in batches, and a bad one does not take others with it', async () => {
    const many = Array.from({ length: 45 }, (_, index) =>
      deployment(`d${index}`, index === 30 ? 'Unheard' : 'Success'),
    );
    const before = client.requestCount;
    const results = await client.upsertEntities('deployment', many);
    expect(client.requestCount - before).toBe(3);
    expect(results.filter(({ ok }) => !ok)).toMatchObject([
      { identifier: 'd30', error: { portError: 'blueprint_schema_mismatch' } },
    ]);
    expect(results.filter(({ created }) => created === true)).toHaveLength(44);
    const identifiers: string[] = [];
    for await (const { identifier } of client.searchEntities('deployment', { limit: 10 })) {
      identifiers.push(identifier);
    }
    expect(new Set(identifiers).size).toBe(44);
    expect(client.requestCount - before).toBe(8);
  });

  test('wrong credentials are named as such', async () => {
    const { clientId } = port;
    const other = testClient(port, { credentials: { clientId, clientSecret: 'wrong' } });
    expect(await thrownBy(() => other.client.getOrganization())).toMatchObject({
      code: 'API_CREDENTIALS',
      portError: 'invalid_credentials',
    });
    await other.close();
  });

  test('rate limits, server errors and cut connections are survived', async () => {
    const path = '/v1/blueprints/deployment/entities';
    await arm({ kind: 'rate-limit', path, retryAfterSeconds: 5 });
    await arm({ kind: 'answer', path, skip: 1, status: 503, body: '<html>busy</html>' });
    await arm({ kind: 'cut', path, skip: 2, at: 'unanswered' });
    await arm({ kind: 'cut', path, skip: 3, at: 'middle' });
    expect(await client.upsertEntity('deployment', deployment('a'))).toMatchObject({
      identifier: 'a',
    });
    expect(under.clock.sleeps[0]).toBe(5_000);
  });

  test('no answer is given up within the time limit', async () => {
    await arm({ kind: 'hang', path: '/v1/organization', times: null });
    const { clientId, clientSecret } = port;
    const other = testClient(port, {
      credentials: { clientId, clientSecret },
      clock: nodeClock,
      deadline: Date.now() + 400,
      attemptLimitMs: 100,
    });
    const start = Date.now();
    expect(await thrownBy(() => other.client.getOrganization())).toMatchObject({
      code: 'API_TIMEOUT',
      status: null,
    });
    expect(Date.now() - start).toBeLessThan(1_500);
    await other.close();
  });

  test('what was written is counted', async () => {
    await client.upsertEntity('deployment', deployment('a'));
    const { body } = await client.request(routes.countEntities, {
      params: { blueprint: 'deployment' },
    });
    expect(body.count).toBe(1);
  });
});
