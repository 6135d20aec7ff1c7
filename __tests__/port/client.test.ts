import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { portAddress } from '../../src/port/region.ts';
import { routes } from '../../src/port/routes.ts';
import type { SessionSettings } from '../../src/port/session.ts';
import { buildRequest } from '../../src/port/wire.ts';
import { scriptedPort, type TestClient, testClient, thrownBy } from './support/port-script.ts';
import type { Script, ScriptedServer } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

async function start(scripts: readonly Script[], settings: Partial<SessionSettings> = {}) {
  server = await scriptedPort(...scripts);
  under = testClient(server, settings);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const wholeEntity = {
  identifier: 'a/b',
  title: 'A',
  icon: null,
  blueprint: 'deployment',
  team: [],
  properties: { environment: 'Production', leadTimeHours: null },
  relations: {
    service: 'shop',
    pullRequests: ['1', '2'],
    pullRequest: null,
    other: [],
    odd: [null],
  },
  createdAt: '2026-01-02T03:04:05.000Z',
  updatedAt: '2026-01-02T03:04:06.000Z',
};
const readEntity = {
  identifier: 'a/b',
  title: 'A',
  properties: { environment: 'Production', leadTimeHours: null },
  relations: { service: 'shop', pullRequests: ['1', '2'] },
  relationNames: ['service', 'pullRequests', 'pullRequest', 'other', 'odd'],
  createdAt: '2026-01-02T03:04:05.000Z',
  updatedAt: '2026-01-02T03:04:06.000Z',
};

describe('one report', () => {
  test.each([200, 201])('is a login and one write on one connection (%i)', async (status) => {
    await start([{ status, json: { ok: true, entity: wholeEntity } }]);
    const entity = { identifier: 'a/b', title: 'A', properties: { environment: 'Production' } };
    expect(await under.client.upsertEntity('deployment', entity)).toEqual(readEntity);
    expect(under.client.requestCount).toBe(2);
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]).toMatchObject({
      method: 'POST',
      url: '/v1/blueprints/deployment/entities?upsert=true&merge=true',
      body: JSON.stringify(entity),
      connection: server.seen[0]?.connection,
    });
    expect(server.seen[1]?.headers).toMatchObject({
      'user-agent': 'port-dora-action/1.2.3',
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: 'Bearer token-1',
    });
    expect(server.seen[1]?.headers['accept-encoding']).toBeUndefined();
  });

  test('with an identifier that Port refuses is not sent', async () => {
    await start([]);
    const write = () => under.client.upsertEntity('deployment', { identifier: 'a b' });
    expect(await thrownBy(write)).toMatchObject({ code: 'OPTION_INVALID' });
    expect(server.seen).toHaveLength(0);
  });

  test.each([{ ok: true }, { ok: true, entity: null }, { ok: true, entity: { title: 'A' } }])(
    'that is answered with %j does not count as written',
    async (json) => {
      await start([{ status: 201, json }]);
      const write = () => under.client.upsertEntity('deployment', { identifier: 'a' });
      expect(await thrownBy(write)).toMatchObject({
        code: 'API_UNREADABLE',
        message: expect.stringContaining('an answer without the entity'),
      });
    },
  );

  test('is logged request by request, without its content', async () => {
    await start([{ status: 201, json: { ok: true, entity: wholeEntity } }]);
    await under.client.upsertEntity('deployment', { identifier: 'a/b' });
    expect(under.lines).toEqual([
      'POST /v1/auth/access_token: 200 after 0 ms',
      'POST /v1/blueprints/{blueprint}/entities: 201 after 0 ms',
    ]);
  });
});

describe('an entity', () => {
  test('is read with its name in one path segment', async () => {
    await start([{ json: { ok: true, entity: wholeEntity } }]);
    expect(await under.client.getEntity('deployment', 'a/b')).toEqual(readEntity);
    expect(server.seen[1]?.url).toBe('/v1/blueprints/deployment/entities/a%2Fb');
    expect(server.seen[1]?.headers['content-type']).toBeUndefined();
  });

  test('that does not exist is null', async () => {
    await start([{ status: 404, json: { ok: false, error: 'not_found' } }]);
    expect(await under.client.getEntity('deployment', 'a')).toBeNull();
  });

  test.each([
    [{ identifier: 'a' }],
    [{ identifier: 'a', properties: null, relations: null, title: null }],
    [{ identifier: 'a', properties: [], relations: [], title: 5, createdAt: 7 }],
    [{ identifier: 'a', relations: { x: null, y: [], z: '', v: { identifier: 'b' } } }],
  ])(
    'may leave out anything but its identifier: %j',
    async (entity: { identifier: string; relations?: object | null }) => {
      await start([{ json: { ok: true, entity } }]);
      expect(await under.client.getEntity('deployment', 'a')).toEqual({
        identifier: 'a',
        title: null,
        properties: {},
        relations: {},
        relationNames: Object.keys(entity.relations ?? {}),
        createdAt: null,
        updatedAt: null,
      });
    },
  );
});

describe('a blueprint', () => {
  const blueprint = {
    identifier: 'deployment',
    title: 'Deployment',
    schema: { properties: { status: { type: 'string' } }, required: ['status', 5] },
    relations: {
      service: { target: 'service', many: false, required: true },
      broken: { many: true },
    },
    aggregationProperties: { n: { title: 'n' }, odd: 5 },
    updatedAt: '2026-01-02T03:04:05.000Z',
  };
  const read = {
    identifier: 'deployment',
    title: 'Deployment',
    properties: { status: { type: 'string' } },
    required: ['status'],
    relations: { service: { target: 'service', many: false, required: true } },
    mirrorProperties: {},
    calculationProperties: {},
    aggregationProperties: { n: { title: 'n' } },
    raw: blueprint,
  };

  test('is read with all its maps', async () => {
    await start([{ json: { ok: true, blueprint } }]);
    expect(await under.client.getBlueprint('deployment')).toEqual(read);
  });

  test('that does not exist is null', async () => {
    await start([{ status: 404, json: { ok: false, error: 'not_found' } }]);
    expect(await under.client.getBlueprint('deployment')).toBeNull();
  });

  test('may be one of many', async () => {
    await start([{ json: { ok: true, blueprints: [blueprint, { identifier: 'b' }, null] } }]);
    expect(await under.client.listBlueprints()).toMatchObject([
      read,
      { identifier: 'b', required: [] },
    ]);
  });

  test.each([{}, { ok: true, blueprint: [], blueprints: {} }])('is not in %j', async (json) => {
    await start([{ json }]);
    expect(await thrownBy(() => under.client.getBlueprint('b'))).toMatchObject({
      code: 'API_UNREADABLE',
    });
    expect(await thrownBy(() => under.client.listBlueprints())).toMatchObject({
      code: 'API_UNREADABLE',
    });
  });

  test('that may not be read is an error', async () => {
    await start([{ status: 403, json: { ok: false } }]);
    expect(await thrownBy(() => under.client.getBlueprint('b'))).toMatchObject({
      code: 'API_FORBIDDEN',
    });
  });
});

describe('the organization', () => {
  test.each([
    [
      { ok: true, organization: { id: 'o', name: 'Acme', featureFlags: [] } },
      { id: 'o', name: 'Acme' },
    ],
    [{ ok: true }, { id: null, name: null }],
  ])('is read from %j', async (json, expected) => {
    await start([{ json }]);
    expect(await under.client.getOrganization()).toEqual(expected);
  });
});

describe('many entities', () => {
  test('come compressed when that was asked for', async () => {
    const body = gzipSync(JSON.stringify({ ok: true, blueprints: [] }));
    await start([{ headers: { 'content-encoding': 'gzip' }, body }], { compress: true });
    expect(await under.client.listBlueprints()).toEqual([]);
    expect(server.seen[1]?.headers['accept-encoding']).toBe('gzip');
  });
});

describe('a request that is only printed', () => {
  test('is the one that would be sent, without a token', () => {
    const address = portAddress({});
    const input = { params: { blueprint: 'deployment' }, body: { identifier: 'a' } };
    expect(buildRequest({ address, version: '1.2.3' }, routes.upsertEntity, input)).toEqual({
      method: 'POST',
      url: 'https://api.port.io/v1/blueprints/deployment/entities?upsert=true&merge=true',
      headers: {
        accept: 'application/json',
        'user-agent': 'port-dora-action/1.2.3',
        'content-type': 'application/json',
      },
      body: '{"identifier":"a"}',
    });
  });
});
