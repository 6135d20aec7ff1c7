import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { integrationControlRoutes } from '../../src/local-port/integrations/control-routes.ts';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const resource = (rest: object = {}, mappings: object = {}) => ({
  kind: 'release',
  selector: { query: '.draft | not' },
  port: {
    entity: {
      mappings: {
        identifier: '.repo + "-" + (.id | tostring)',
        title: '.name',
        blueprint: '"deployment"',
        properties: { createdAt: '.published_at', version: '.tag' },
        relations: { service: '.repo' },
        ...mappings,
      },
    },
  },
  ...rest,
});

const release = (id: number, rest: object = {}) => ({
  id,
  repo: 'shop',
  name: `Release ${id}`,
  tag: `v${id}`,
  draft: false,
  published_at: '2026-03-01T10:00:00Z',
  ...rest,
});

const deployment = blueprint(
  'deployment',
  { createdAt: { type: 'string', format: 'date-time' }, version: { type: 'string' } },
  { relations: { service: { target: 'service', required: false, many: false } } },
);

async function start(options: Parameters<typeof open>[0] = {}): Promise<Session> {
  const session = await open(options);
  await session.define(blueprint('service'));
  await session.define(deployment);
  return session;
}

const local = '/_local/integrations/gh';

const install = (session: Session, config: object | null, source: object = {}) =>
  session.anonymous('PUT', local, { installationAppType: 'github-ocean', config, source });

interface Report {
  readonly upserted: readonly { identifier: string }[];
  readonly deleted: readonly { identifier: string }[];
  readonly dropped: readonly { reason: string }[];
  readonly warnings: readonly { path: string; message: string }[];
  readonly errors: readonly { entity: unknown; message: string }[];
}

async function ingest(session: Session, ...payloads: readonly object[]): Promise<Report> {
  const reply = await session.anonymous('POST', `${local}/ingest`, { kind: 'release', payloads });
  return reply.body as unknown as Report;
}

const resync = async (session: Session): Promise<Report> =>
  (await session.anonymous('POST', `${local}/resync`)).body as unknown as Report;

async function identifiers(session: Session, name = 'deployment'): Promise<string[]> {
  const { body } = await session.call('GET', entityPath(name));
  return body.entities.map(({ identifier }) => identifier);
}

describe('an integration', () => {
  test('is listed, found by its id or log id, and its mapping replaced as a whole', async () => {
    const session = await start();
    await install(session, { resources: [resource()], deleteDependentEntities: false });
    const listed = (await session.call('GET', '/v1/integration')).body as unknown as {
      integrations: { installationId: string; installationAppType: string; logIngestId: string }[];
    };
    expect(listed.integrations).toMatchObject([
      { installationId: 'gh', installationAppType: 'github-ocean' },
    ]);
    const logId = listed.integrations[0]?.logIngestId;
    const byLog = await session.call('GET', `/v1/integration/${logId}?byField=logIngestId`);
    expect(byLog.body).toMatchObject({ integration: { installationId: 'gh' } });
    const config = { resources: [] };
    const patched = await session.call('PATCH', '/v1/integration/gh/config', { config });
    expect(patched.status).toBe(200);
    const { body } = await session.call('GET', '/v1/integration/gh');
    expect(body).toMatchObject({ ok: true, integration: { installationId: 'gh' } });
    expect((body as unknown as { integration: { config: object } }).integration.config).toEqual(
      config,
    );
  });

  test('is created once by the API, and 404 when it is not there', async () => {
    const session = await start();
    const body = { installationId: 'a', installationAppType: 'pagerduty' };
    expect((await session.call('POST', '/v1/integration', body)).status).toBe(200);
    expect((await session.call('POST', '/v1/integration', body)).status).toBe(409);
    const upsert = await session.call('POST', '/v1/integration?upsert=true', body);
    expect(upsert.status).toBe(200);
    expect((await session.call('DELETE', '/v1/integration/a')).body).toEqual({ ok: true });
    for (const [method, path] of [
      ['GET', 'a'],
      ['PATCH', 'a'],
      ['DELETE', 'a'],
      ['PATCH', 'a/config'],
    ] as const) {
      const reply = await session.call(method, `/v1/integration/${path}`, bodyOf(method));
      expect([path, reply.status]).toEqual([path, 404]);
    }
    expect((await session.anonymous('POST', '/_local/integrations/a/resync')).status).toBe(404);
  });

  test.each([
    ['no config', {}],
    ['a key beside it', { config: null, other: 1 }],
    ['a resource without a selector', { config: { resources: [{ kind: 'a', port: {} }] } }],
    [
      'a bare word as selector',
      { config: { resources: [resource({ selector: { query: true } })] } },
    ],
    [
      'a mapping without identifier',
      { config: { resources: [resource({}, { identifier: null })] } },
    ],
  ])('refuses a mapping with %s', async (_, body) => {
    const session = await start();
    await install(session, null);
    const reply = await session.call('PATCH', '/v1/integration/gh/config', body);
    expect([reply.status, reply.body.error]).toEqual([422, 'invalid_request']);
  });
});

describe('a live event', () => {
  test('becomes an entity with a service that is made where it is missing', async () => {
    const session = await start();
    await install(session, { resources: [resource()] });
    const report = await ingest(session, release(1), release(2, { draft: true }));
    expect(report).toMatchObject({
      upserted: [{ blueprint: 'deployment', identifier: 'shop-1' }],
      dropped: [{ kind: 'release', reason: 'selector-false' }],
      errors: [],
    });
    const { entity } = (await session.call('GET', entityPath('deployment', 'shop-1'))).body;
    expect(entity).toMatchObject({
      title: 'Release 1',
      properties: { createdAt: '2026-03-01T10:00:00Z', version: 'v1' },
      relations: { service: 'shop' },
    });
    expect(await identifiers(session, 'service')).toEqual(['shop']);
  });

  test('is refused when the missing service may not be made', async () => {
    const session = await start();
    await install(session, { createMissingRelatedEntities: false, resources: [resource()] });
    const report = await ingest(session, release(1));
    expect(report.errors).toEqual([
      {
        entity: { blueprint: 'deployment', identifier: 'shop-1' },
        message: expect.stringContaining('does not exist'),
      },
    ]);
    expect(await identifiers(session)).toEqual([]);
  });

  test('keeps what others wrote, replaces its relations, and sends null for a filter that fails', async () => {
    const session = await start();
    const mappings = { properties: { createdAt: '.published_at | fromdate', version: '.tag' } };
    await install(session, { resources: [resource({}, mappings)] });
    await session.upsert('service', { identifier: 'old', properties: {} });
    await session.upsert('deployment', {
      identifier: 'shop-1',
      properties: { createdAt: '2026-01-01T00:00:00Z' },
      relations: { service: 'old' },
    });
    const report = await ingest(session, release(1, { published_at: 'yesterday' }));
    expect(report.warnings).toMatchObject([{ path: 'properties.createdAt' }]);
    const { entity } = (await session.call('GET', entityPath('deployment', 'shop-1'))).body;
    expect(entity.properties).toEqual({ version: 'v1' });
    expect(entity.relations).toMatchObject({ service: 'shop' });
  });

  test('deletes the entity of an item that no longer passes, unless somebody else has written it', async () => {
    const session = await start();
    await install(session, { resources: [resource()] });
    await ingest(session, release(1), release(2));
    await session.call('POST', entityPath('deployment') + merge, {
      identifier: 'shop-2',
      properties: { version: 'mine' },
    });
    const report = await ingest(session, release(1, { draft: true }), release(2, { draft: true }));
    expect(report.deleted.map(({ identifier }) => identifier)).toEqual(['shop-1']);
    expect(await identifiers(session)).toEqual(['shop-2']);
  });

  test('drops items whose selector fails or says neither yes nor no, and says why', async () => {
    const session = await start();
    const selector = { query: '.name | if . == "maybe" then "yes" else test("Rel") end' };
    await install(session, { resources: [resource({ selector })] });
    const report = await ingest(
      session,
      release(1, { name: null }),
      release(2, { name: 'maybe' }),
      release(3),
    );
    expect(report.dropped.map(({ reason }) => reason)).toEqual([
      'selector-failed',
      'selector-not-boolean',
    ]);
    expect(await identifiers(session)).toEqual(['shop-3']);
  });

  test('takes the service by a search, as a mapping may name it', async () => {
    const session = await start();
    const rules = [{ property: '"$title"', operator: '"="', value: '.repo' }];
    const relations = { service: { combinator: '"and"', rules } };
    await install(session, { resources: [resource({}, { relations })] });
    await session.upsert('service', { identifier: 'acme/shop', title: 'shop', properties: {} });
    await ingest(session, release(1));
    const { entity } = (await session.call('GET', entityPath('deployment', 'shop-1'))).body;
    expect(entity.relations).toMatchObject({ service: 'acme/shop' });
  });
});

describe('a resync', () => {
  const source = { release: [release(1), release(2), release(3)] };
  const setSource = (session: Session, releases: readonly object[]) =>
    session.anonymous('PUT', `${local}/source`, { release: releases });

  test('maps all that is there and deletes what is there no longer', async () => {
    const session = await start();
    await install(session, { resources: [resource()] }, source);
    await resync(session);
    expect(await identifiers(session)).toEqual(['shop-1', 'shop-2', 'shop-3']);
    await setSource(session, [release(2), release(4)]);
    const report = await resync(session);
    expect(report.deleted.map(({ identifier }) => identifier)).toEqual(['shop-1', 'shop-3']);
    expect(await identifiers(session)).toEqual(['shop-2', 'shop-4']);
  });

  test('deletes nothing when it would be more than the threshold', async () => {
    const session = await start();
    await install(session, { resources: [resource()] }, source);
    await resync(session);
    await setSource(session, []);
    const report = await resync(session);
    expect(report.errors).toMatchObject([{ message: expect.stringContaining('threshold') }]);
    expect(await identifiers(session)).toHaveLength(3);
    await session.call('PATCH', '/v1/integration/gh/config', {
      config: { entityDeletionThreshold: 1, resources: [resource()] },
    });
    await resync(session);
    expect(await identifiers(session)).toEqual([]);
  });

  test('follows a new mapping by itself, unless the request asks it not to', async () => {
    const session = await start();
    await install(session, null, source);
    const config = { resources: [resource()] };
    const path = '/v1/integration/gh/config';
    await session.call('PATCH', path, { config }, { 'x-skip-resync': '1' });
    await session.call(
      'PATCH',
      '/v1/integration/gh',
      { title: 'GitHub' },
      { 'x-skip-resync': '1' },
    );
    expect(await identifiers(session)).toEqual([]);
    await session.call('PATCH', '/v1/integration/gh');
    await eventually(async () => expect(await identifiers(session)).toHaveLength(3));
  });

  test('survives a mapping of nonsense and tells what is wrong with it', async () => {
    const session = await start();
    await install(
      session,
      { resources: [{ kind: 'release', selector: {}, port: { entity: { mappings: [] } } }] },
      source,
    );
    expect((await resync(session)).errors.length).toBeGreaterThan(0);
    const broken = resource({ selector: { query: '.draft |' } });
    await session.anonymous('PUT', local, {
      installationAppType: 'x',
      config: { resources: [broken] },
      source,
    });
    expect((await resync(session)).dropped).toHaveLength(3);
  });
});

test('pages and integrations are still there after a restart with a data file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-port-'));
  const dataFile = join(folder, 'port.db');
  const first = await start({ dataFile });
  await install(first, { resources: [resource()] }, { release: [release(1)] });
  await first.call('POST', '/v1/pages', { identifier: 'dora', title: 'DORA' });
  await first.call('DELETE', '/v1/pages/services');
  await first.port.close();
  const second = await open({ dataFile });
  const { body } = await second.call('GET', '/v1/pages');
  const { pages } = body as unknown as { pages: { identifier: string }[] };
  expect(pages.map(({ identifier }) => identifier)).toEqual([
    'serviceEntity',
    'deploymentEntity',
    'deployments',
    'dora',
  ]);
  expect((await resync(second)).upserted).toHaveLength(1);
  await second.anonymous('POST', '/_local/reset');
  expect((await second.call('GET', '/v1/integration/gh')).status).toBe(401);
  await second.port.close();
  rmSync(folder, { recursive: true });
});

const bodyOf = (method: string): unknown => (method === 'PATCH' ? { config: null } : undefined);

async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await check();
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test('every control route for integrations is documented', () => {
  const page = readFileSync(new URL('../../docs/local-port.md', import.meta.url), 'utf8');
  for (const { method, path } of integrationControlRoutes) {
    const pattern = new RegExp(`\`.*${method}.*${path}\``);
    expect([method, path, pattern.test(page)]).toEqual([method, path, true]);
  }
});
