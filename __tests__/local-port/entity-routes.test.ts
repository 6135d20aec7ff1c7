import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

afterEach(closeAll);

const all = entityPath('deployment');
const one = entityPath('deployment', 'd');

async function withModel(): Promise<Session> {
  const session = await open();
  await session.define(blueprint('service', { tier: { type: 'string' } }));
  await session.define(
    blueprint(
      'deployment',
      { status: { type: 'string', default: 'new' }, hours: { type: 'number' } },
      {
        relations: {
          service: { target: 'service', required: false, many: false },
          others: { target: 'service', required: false, many: true },
        },
        mirrorProperties: { tier: { path: 'service.tier' } },
      },
    ),
  );
  await session.upsert('service', { identifier: 's', title: 'S', properties: { tier: 'gold' } });
  await session.upsert('deployment', {
    identifier: 'd',
    title: 'D',
    icon: 'Rocket',
    team: ['t'],
    properties: { status: 'ok', hours: 1 },
    relations: { service: 's', others: ['s'] },
  });
  return session;
}

describe('reading', () => {
  test('one entity, with mirrors among its properties', async () => {
    const session = await withModel();
    expect(await session.call('GET', one)).toMatchObject({
      status: 200,
      body: {
        ok: true,
        entity: {
          identifier: 'd',
          properties: { status: 'ok', hours: 1, tier: 'gold' },
          relations: { service: 's', others: ['s'] },
        },
      },
    });
  });

  test('one that is not there is 404, and so is one of an unknown blueprint', async () => {
    const session = await withModel();
    expect(await session.call('GET', entityPath('deployment', 'x'))).toMatchObject({
      status: 404,
      body: {
        error: 'not_found',
        message: 'Entity "x" does not exist in blueprint "deployment"',
      },
    });
    const unknown = await session.call('GET', entityPath('nothing', 'd'));
    expect(unknown.body.message).toBe('Blueprint with identifier "nothing" was not found');
  });

  test('all entities in the order of their creation, and their number', async () => {
    const session = await withModel();
    for (const identifier of ['z', 'a', 'm']) await session.upsert('deployment', { identifier });
    await session.upsert('deployment', { identifier: 'z', title: 'later' });
    const { body } = await session.call('GET', all);
    expect(body.entities.map(({ identifier }) => identifier)).toEqual(['d', 'z', 'a', 'm']);
    expect((await session.call('GET', `${all}-count`)).body).toEqual({ ok: true, count: 4 });
    expect((await session.call('GET', '/v1/blueprints/none/entities')).status).toBe(404);
    expect((await session.call('GET', '/v1/blueprints/none/entities-count')).status).toBe(404);
  });

  test.each([
    ['include=identifier', { identifier: 'd' }],
    [
      'include=identifier&include=properties.status',
      { identifier: 'd', properties: { status: 'ok' } },
    ],
    [
      'include=properties.status&include=properties.tier',
      { properties: { status: 'ok', tier: 'gold' } },
    ],
    ['include=relations', { relations: { service: 's', others: ['s'] } }],
    ['include=relations.service', { relations: { service: 's' } }],
    ['include=nothing&include=properties.nothing&include=constructor', {}],
    [
      'include=properties&exclude=properties.hours&exclude=properties.tier',
      { properties: { status: 'ok' } },
    ],
  ])('only what is asked for: %s', async (query, expected) => {
    const session = await withModel();
    expect((await session.call('GET', `${one}?${query}`)).body.entity).toEqual(expected);
    expect((await session.call('GET', `${all}?${query}`)).body.entities).toEqual([expected]);
  });

  test('without what is excluded', async () => {
    const session = await withModel();
    const { entity } = (
      await session.call('GET', `${one}?exclude=relations&exclude=properties.tier`)
    ).body;
    expect(entity).not.toHaveProperty('relations');
    expect(entity.properties).toEqual({ status: 'ok', hours: 1 });
  });

  test('without computed properties, and with the titles of related entities', async () => {
    const session = await withModel();
    const query = '?exclude_calculated_properties=true&attach_title_to_relation=true';
    const { entity } = (await session.call('GET', one + query)).body;
    expect(entity.properties).toEqual({ status: 'ok', hours: 1 });
    expect(entity.relations).toEqual({
      service: { identifier: 's', title: 'S' },
      others: [{ identifier: 's', title: 'S' }],
    });
  });

  test.each([
    'exclude_calculated_properties',
    'attach_title_to_relation',
    'attach_identifier_to_title_mirror_properties',
    'allow_partial_results',
  ])('%s is true or false', async (name) => {
    const session = await withModel();
    expect((await session.call('GET', `${one}?${name}=false`)).status).toBe(200);
    expect((await session.call('GET', `${one}?${name}=maybe`)).status).toBe(422);
  });
});

describe('patching', () => {
  test('changes what is sent; null clears title, icon and team', async () => {
    const session = await withModel();
    const patch = { title: null, icon: null, team: null, properties: { hours: 2 } };
    expect(await session.call('PATCH', one, patch)).toMatchObject({
      status: 200,
      body: {
        entity: { title: null, icon: null, team: [], properties: { status: 'ok', hours: 2 } },
      },
    });
  });

  test.each([
    ['blueprint', { blueprint: 'deployment' }],
    ['any other key', { note: 1 }],
    ['a bad identifier', { identifier: 'a b' }],
    ['a property key that no blueprint can have', { properties: { 'a.b': 1 } }],
  ])('refuses %s with 422 invalid_request', async (_name, patch) => {
    const session = await withModel();
    expect(await session.call('PATCH', one, patch)).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  });

  test('an empty patch is fine, and one that is not there is 404', async () => {
    const session = await withModel();
    expect((await session.call('PATCH', one, {})).status).toBe(200);
    expect((await session.call('PATCH', entityPath('deployment', 'x'), {})).status).toBe(404);
  });

  test('gives another identifier, which whoever relates to it follows', async () => {
    const session = await withModel();
    const path = entityPath('service', 's');
    const { status, body } = await session.call('PATCH', path, { identifier: 'shop' });
    expect({ status, identifier: body.entity.identifier }).toEqual({
      status: 200,
      identifier: 'shop',
    });
    expect((await session.call('GET', path)).status).toBe(404);
    expect((await session.call('GET', one)).body.entity).toMatchObject({
      relations: { service: 'shop', others: ['shop'] },
      properties: { tier: 'gold' },
    });
    await session.call('DELETE', entityPath('service', 'shop'));
    const { relations } = (await session.call('GET', one)).body.entity;
    expect(relations).toEqual({ service: null, others: [] });
  });

  test('gives another identifier to an entity that relates to itself', async () => {
    const session = await open();
    const relations = { next: { target: 'node', required: false, many: true } };
    await session.define(blueprint('node', {}, { relations }));
    await session.upsert('node', { identifier: 'b' });
    await session.upsert('node', { identifier: 'a' });
    await session.upsert('node', { identifier: 'a', relations: { next: ['a', 'b'] } });
    const reply = await session.call('PATCH', entityPath('node', 'a'), { identifier: 'c' });
    expect(reply.body.entity.relations).toEqual({ next: ['c', 'b'] });
  });

  test('to an identifier in use is 409', async () => {
    const session = await withModel();
    await session.upsert('deployment', { identifier: 'e' });
    expect(await session.call('PATCH', one, { identifier: 'e', title: 'x' })).toMatchObject({
      status: 409,
      body: { error: 'identifier_taken' },
    });
    expect((await session.call('GET', one)).body.entity.title).toBe('D');
  });
});

describe('replacing', () => {
  test('loses what is not sent', async () => {
    const session = await withModel();
    const body = { properties: { hours: 3 }, blueprint: 'ignored' };
    expect(await session.call('PUT', one, body)).toMatchObject({
      status: 200,
      body: {
        entity: {
          identifier: 'd',
          title: null,
          team: [],
          properties: { hours: 3, tier: null },
          relations: { service: null, others: [] },
        },
      },
    });
  });

  test('an entity that is not there is 404, and nothing is created', async () => {
    const session = await withModel();
    const path = entityPath('deployment', 'x');
    expect(await session.call('PUT', path, { title: 'x' })).toMatchObject({
      status: 404,
      body: { error: 'not_found' },
    });
    expect(await session.find('deployment')).toEqual(['d']);
  });

  test('does not take null for title, and may create missing targets', async () => {
    const session = await withModel();
    expect((await session.call('PUT', one, { title: null })).status).toBe(422);
    const body = { relations: { service: 'new' } };
    expect((await session.call('PUT', one, body)).status).toBe(404);
    const query = '?create_missing_related_entities=true';
    expect((await session.call('PUT', one + query, body)).status).toBe(200);
    expect(await session.find('service')).toEqual(['s', 'new']);
  });
});

describe('deleting', () => {
  async function withNeed(): Promise<Session> {
    const session = await withModel();
    const needs = { target: 'deployment', required: true, many: false };
    await session.define(blueprint('check', {}, { relations: { of: needs } }));
    await session.define(
      blueprint('result', {}, { relations: { of: { ...needs, target: 'check' } } }),
    );
    await session.upsert('check', { identifier: 'c', relations: { of: 'd' } });
    await session.upsert('result', { identifier: 'r', relations: { of: 'c' } });
    return session;
  }

  test('answers ok once and 404 from then on', async () => {
    const session = await withModel();
    const { status, body } = await session.call('DELETE', one);
    expect({ status, body }).toEqual({ status: 200, body: { ok: true } });
    expect((await session.call('DELETE', one)).status).toBe(404);
  });

  test('clears relations that do not need it', async () => {
    const session = await withModel();
    await session.call('DELETE', entityPath('service', 's'));
    expect((await session.call('GET', one)).body.entity).toMatchObject({
      relations: { service: null, others: [] },
      properties: { tier: null },
    });
  });

  test('is 403 has_dependents while others need it', async () => {
    const session = await withNeed();
    for (const query of ['', '?delete_dependents=false']) {
      expect(await session.call('DELETE', one + query)).toMatchObject({
        status: 403,
        body: { ok: false, error: 'has_dependents' },
      });
    }
    expect(await session.find('deployment')).toEqual(['d']);
  });

  test('is free again when what needed it needs another one', async () => {
    const session = await withNeed();
    await session.upsert('deployment', { identifier: 'e' });
    await session.upsert('check', { identifier: 'c', relations: { of: 'e' } });
    expect((await session.call('DELETE', one)).status).toBe(200);
    const { entity } = (await session.call('GET', entityPath('check', 'c'))).body;
    expect(entity.relations).toEqual({ of: 'e' });
    expect((await session.call('DELETE', entityPath('deployment', 'e'))).status).toBe(403);
  });

  test('takes all dependents along when asked, and theirs', async () => {
    const session = await withNeed();
    expect((await session.call('DELETE', `${one}?delete_dependents=true`)).status).toBe(200);
    const counts = ['deployment', 'check', 'result'].map((name) => session.find(name));
    expect(await Promise.all(counts)).toEqual([[], [], []]);
    expect(await session.find('service')).toEqual(['s']);
  });

  test('of circles ends', async () => {
    const session = await open();
    const relations = { next: { target: 'node', required: false, many: false } };
    await session.define(blueprint('node', {}, { relations }));
    for (const identifier of ['a', 'b', 'free']) await session.upsert('node', { identifier });
    await session.upsert('node', { identifier: 'a', relations: { next: 'b' } });
    await session.upsert('node', { identifier: 'b', relations: { next: 'a' } });
    const path = `${entityPath('node', 'a')}?delete_dependents=true`;
    expect((await session.call('DELETE', path)).status).toBe(200);
    expect(await session.find('node')).toEqual(['free']);
  });
});

describe('delayed deletes', () => {
  test('are found by searches for five seconds, and by nothing else', async () => {
    const session = await withModel();
    await session.setClock({ now: '2026-01-01T00:00:00Z' });
    await session.behave({ deletes: 'delayed' });
    await session.upsert('deployment', { identifier: 'e' });
    await session.call('DELETE', one);
    const everywhere = {
      combinator: 'and',
      rules: [{ property: '$blueprint', operator: '=', value: 'deployment' }],
    };
    const global = async () =>
      (await session.call('POST', '/v1/entities/search', everywhere)).body.entities.length;
    expect((await session.call('GET', one)).status).toBe(404);
    expect(await session.find('deployment')).toEqual(['d', 'e']);
    expect(await global()).toBe(2);
    await session.setClock({ advanceMs: 4999 });
    expect(await session.find('deployment')).toEqual(['d', 'e']);
    await session.setClock({ advanceMs: 1 });
    expect(await session.find('deployment')).toEqual(['e']);
    expect(await global()).toBe(1);
  });

  test('do not appear beside an entity that is created anew', async () => {
    const session = await withModel();
    await session.behave({ deletes: 'delayed' });
    await session.call('DELETE', one);
    await session.upsert('deployment', { identifier: 'd' });
    expect(await session.find('deployment')).toEqual(['d']);
  });
});
