import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

afterEach(closeAll);

const one = '/v1/blueprints/deployment';
const toService = { target: 'service', required: false, many: false };

async function withModel(): Promise<Session> {
  const session = await open();
  await session.define(blueprint('service', { tier: { type: 'string' } }));
  await session.define(
    blueprint(
      'deployment',
      { status: { type: 'string', enum: ['a', 'b'] }, hours: { type: 'number' } },
      {
        icon: 'Rocket',
        relations: { service: toService },
        mirrorProperties: { tier: { path: 'service.tier' } },
      },
    ),
  );
  await session.upsert('service', { identifier: 'shop', properties: { tier: 'gold' } });
  await session.upsert('deployment', {
    identifier: 'd',
    properties: { status: 'a', hours: 2 },
    relations: { service: 'shop' },
  });
  return session;
}

describe('patching a blueprint', () => {
  test('adds a property and keeps the others', async () => {
    const session = await withModel();
    const version = { type: 'string', title: 'Version' };
    const { status, body } = await session.call('PATCH', one, {
      schema: { properties: { version } },
    });
    expect(status).toBe(200);
    expect(body.blueprint).toMatchObject({
      title: 'deployment',
      icon: 'Rocket',
      schema: {
        properties: { status: { enum: ['a', 'b'] }, hours: { type: 'number' }, version },
      },
      relations: { service: toService },
      mirrorProperties: { tier: { path: 'service.tier' } },
    });
  });

  test('replaces the whole map when switched, and entities lose what is gone', async () => {
    const session = await withModel();
    await session.behave({ patchBlueprintMaps: 'replaced' });
    await session.call('PATCH', one, { schema: { properties: { hours: { type: 'number' } } } });
    const { body } = await session.call('GET', one);
    expect(Object.keys((body.blueprint.schema as { properties: object }).properties)).toEqual([
      'hours',
    ]);
    const entity = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(entity.properties).toEqual({ hours: 2, tier: 'gold' });
  });

  test('replaces the definition of one property, which may leave its type', async () => {
    const session = await withModel();
    const { body } = await session.call('PATCH', one, {
      schema: { properties: { status: { title: 'Status' } } },
    });
    const { properties } = body.blueprint.schema as { properties: Record<string, unknown> };
    expect(properties.status).toEqual({ title: 'Status', type: 'string' });
  });

  test.each([
    ['a new property without type', { schema: { properties: { fresh: { title: 'New' } } } }],
    ['another type for a property', { schema: { properties: { hours: { type: 'string' } } } }],
    ['another identifier', { identifier: 'other' }],
    [
      'a mirror over a property that is not there',
      { mirrorProperties: { m: { path: 'service.none' } } },
    ],
    ['a required property that is not there', { schema: { properties: {}, required: ['none'] } }],
    [
      'a mirror with the key of a property',
      { mirrorProperties: { hours: { path: 'service.tier' } } },
    ],
  ])('is refused with 422: %s', async (_name, patch) => {
    const session = await withModel();
    const before = (await session.call('GET', one)).body.blueprint;
    expect(await session.call('PATCH', one, patch)).toMatchObject({
      status: 422,
      body: { ok: false, error: 'invalid_request' },
    });
    expect((await session.call('GET', one)).body.blueprint).toEqual(before);
  });

  test('changes updatedAt and not createdAt', async () => {
    const session = await open();
    await session.setClock({ now: '2026-01-01T00:00:00Z' });
    await session.define(blueprint('service'));
    await session.setClock({ advanceMs: 1000 });
    const { body } = await session.call('PATCH', '/v1/blueprints/service', { title: 'Service' });
    expect(body.blueprint).toMatchObject({
      title: 'Service',
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:01.000Z',
    });
  });

  test('may relate users and teams to other blueprints', async () => {
    const session = await withModel();
    const { status } = await session.call('PATCH', '/v1/blueprints/_team', {
      relations: { service: toService },
    });
    expect(status).toBe(200);
    expect((await session.call('PUT', '/v1/blueprints/_team', blueprint('_team'))).status).toBe(
      403,
    );
  });

  test('of a blueprint that is not there is 404', async () => {
    const session = await open();
    expect((await session.call('PATCH', one, { title: 'x' })).status).toBe(404);
    expect((await session.call('PUT', one, blueprint('deployment'))).status).toBe(404);
  });
});

describe('replacing a blueprint', () => {
  test('removes what is left out, from entities too', async () => {
    const session = await withModel();
    const body = { title: 'Deployment', schema: { properties: { hours: { type: 'number' } } } };
    const reply = await session.call('PUT', one, body);
    expect(reply.status).toBe(200);
    expect(reply.body.blueprint).toMatchObject({ relations: {}, mirrorProperties: {} });
    expect(reply.body.blueprint).not.toHaveProperty('icon');
    const { entity } = (await session.call('GET', entityPath('deployment', 'd'))).body;
    expect(entity).toMatchObject({ properties: { hours: 2 }, relations: {} });
    await session.call('PUT', one, { ...body, relations: { service: toService } });
    const again = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(again.relations).toEqual({ service: null });
  });

  test.each(['title', 'schema'])('needs a %s', async (key) => {
    const session = await withModel();
    const body = { ...blueprint('deployment'), [key]: undefined };
    expect((await session.call('PUT', one, body)).status).toBe(422);
  });

  test('a relation that may have many from now on keeps its value in a list', async () => {
    const session = await withModel();
    const relation = { ...toService, many: true };
    await session.call('PATCH', one, { relations: { service: relation } });
    const entity = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(entity.relations).toEqual({ service: ['shop'] });
    expect(entity.properties.tier).toEqual(['gold']);
    await session.call('PATCH', one, { relations: { service: toService } });
    const back = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(back.relations).toEqual({ service: 'shop' });
  });

  test('a relation with another target loses its values', async () => {
    const session = await withModel();
    await session.define(blueprint('system', { tier: { type: 'string' } }));
    await session.call('PATCH', one, {
      relations: { service: { ...toService, target: 'system' } },
    });
    const entity = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(entity.relations).toEqual({ service: null });
    expect((await session.call('DELETE', entityPath('service', 'shop'))).status).toBe(200);
  });
});

describe('renaming', () => {
  test('a property keeps its place, its values and its being required', async () => {
    const session = await withModel();
    await session.call('PATCH', one, { schema: { properties: {}, required: ['status'] } });
    const { status, body } = await session.call('PATCH', `${one}/properties/status/rename`, {
      newPropertyName: 'state',
    });
    expect(status).toBe(200);
    const schema = body.blueprint.schema as { properties: object; required: string[] };
    expect(Object.keys(schema.properties)).toEqual(['state', 'hours']);
    expect(schema.required).toEqual(['state']);
    const { entity } = (await session.call('GET', entityPath('deployment', 'd'))).body;
    expect(entity.properties).toEqual({ state: 'a', hours: 2, tier: 'gold' });
  });

  test('mirrors of other blueprints follow a property and a mirror', async () => {
    const session = await withModel();
    await session.define(
      blueprint(
        'check',
        {},
        {
          relations: { of: { target: 'deployment', required: false, many: false } },
          mirrorProperties: { a: { path: 'of.service.tier' }, b: { path: 'of.tier' } },
        },
      ),
    );
    await session.upsert('check', { identifier: 'c', relations: { of: 'd' } });
    await session.call('PATCH', '/v1/blueprints/service/properties/tier/rename', {
      newPropertyName: 'level',
    });
    await session.call('PATCH', `${one}/mirror/tier/rename`, { newMirrorName: 'serviceLevel' });
    expect((await session.call('GET', '/v1/blueprints/check')).body.blueprint).toMatchObject({
      mirrorProperties: { a: { path: 'of.service.level' }, b: { path: 'of.serviceLevel' } },
    });
    const { entity } = (await session.call('GET', entityPath('check', 'c'))).body;
    expect(entity.properties).toEqual({ a: 'gold', b: 'gold' });
    const deployment = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(deployment.properties).toEqual({ status: 'a', hours: 2, serviceLevel: 'gold' });
  });

  test('a relation of another blueprint with the same name keeps its name', async () => {
    const session = await withModel();
    await session.define(
      blueprint(
        'check',
        {},
        {
          relations: { service: { target: 'deployment', required: false, many: false } },
          mirrorProperties: { tier: { path: 'service.service.tier' } },
        },
      ),
    );
    await session.upsert('check', { identifier: 'c', relations: { service: 'd' } });
    await session.call('PATCH', `${one}/relations/service/rename`, {
      newRelationIdentifier: 'app',
    });
    expect((await session.call('GET', '/v1/blueprints/check')).body.blueprint).toMatchObject({
      relations: { service: { target: 'deployment' } },
      mirrorProperties: { tier: { path: 'service.app.tier' } },
    });
    const { entity } = (await session.call('GET', entityPath('check', 'c'))).body;
    expect(entity.properties).toEqual({ tier: 'gold' });
  });

  test('a relation keeps its values, and every path follows', async () => {
    const session = await withModel();
    await session.call('PATCH', one, { ownership: { type: 'Inherited', path: 'service' } });
    await session.call('PATCH', '/v1/blueprints/service', {
      aggregationProperties: {
        n: {
          title: 'N',
          target: 'deployment',
          pathFilter: [{ path: ['service'], fromBlueprint: 'deployment' }],
          calculationSpec: { calculationBy: 'entities', func: 'count' },
        },
      },
    });
    const { body } = await session.call('PATCH', `${one}/relations/service/rename`, {
      newRelationIdentifier: 'app',
    });
    expect(body.blueprint).toMatchObject({
      relations: { app: toService },
      mirrorProperties: { tier: { path: 'app.tier' } },
      ownership: { path: 'app' },
    });
    expect((await session.call('GET', '/v1/blueprints/service')).body.blueprint).toMatchObject({
      aggregationProperties: { n: { pathFilter: [{ path: ['app'] }] } },
    });
    const { entity } = (await session.call('GET', entityPath('deployment', 'd'))).body;
    expect(entity.relations).toEqual({ app: 'shop' });
    await session.call('DELETE', entityPath('service', 'shop'));
    const cleared = (await session.call('GET', entityPath('deployment', 'd'))).body.entity;
    expect(cleared.relations).toEqual({ app: null });
  });

  test.each([
    ['properties', 'none', { newPropertyName: 'x' }, 404],
    ['mirror', 'none', { newMirrorName: 'x' }, 404],
    ['relations', 'none', { newRelationIdentifier: 'x' }, 404],
    ['properties', 'status', { newPropertyName: 'hours' }, 409],
    ['properties', 'status', { newPropertyName: 'tier' }, 409],
    ['mirror', 'tier', { newMirrorName: 'status' }, 409],
    ['properties', 'status', { newPropertyName: 'a.b' }, 422],
    ['properties', 'status', { newPropertyName: 'a'.repeat(101) }, 422],
    ['properties', 'status', { newPropertyName: 'x', more: 1 }, 422],
    ['properties', 'status', { newMirrorName: 'x' }, 422],
    ['properties', 'status', {}, 422],
  ])('%s/%s to %j is %i', async (kind, key, body, status) => {
    const session = await withModel();
    const reply = await session.call('PATCH', `${one}/${kind}/${key}/rename`, body);
    expect(reply.status).toBe(status);
    expect(reply.body.ok).toBe(false);
  });
});
