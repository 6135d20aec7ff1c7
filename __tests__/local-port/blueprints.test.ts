import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open } from './support/session.ts';

afterEach(closeAll);

const one = '/v1/blueprints/service';

describe('creating a blueprint', () => {
  test('answers 201 with every map filled in and the stamps of its creation', async () => {
    const session = await open();
    await session.setClock({ now: '2026-03-01T10:00:00.123Z' });
    const body = {
      identifier: 'service',
      title: 'Service',
      icon: 'Microservice',
      description: 'A piece of software',
      schema: { properties: { url: { type: 'string', format: 'url', title: 'URL' } } },
    };
    const stamp = '2026-03-01T10:00:00.123Z';
    expect(await session.call('POST', '/v1/blueprints', body)).toMatchObject({
      status: 201,
      body: {
        ok: true,
        blueprint: {
          ...body,
          schema: { ...body.schema, required: [] },
          relations: {},
          mirrorProperties: {},
          calculationProperties: {},
          aggregationProperties: {},
          createdAt: stamp,
          createdBy: session.port.clientId,
          updatedAt: stamp,
          updatedBy: session.port.clientId,
        },
      },
    });
  });

  test('can be read back alone and in the list, beside those for users and teams', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await session.define(blueprint('a/b+c:d\\e.f@g-h'));
    const { body } = await session.call('GET', '/v1/blueprints');
    expect(body.blueprints.map(({ identifier }) => identifier)).toEqual([
      '_user',
      '_team',
      'service',
      'a/b+c:d\\e.f@g-h',
    ]);
    const got = await session.call(
      'GET',
      `/v1/blueprints/${encodeURIComponent('a/b+c:d\\e.f@g-h')}`,
    );
    expect(got.body.blueprint).toEqual(body.blueprints[3]);
  });

  test('keeps what is documented as JSON schema inside a property', async () => {
    const session = await open();
    const properties = {
      status: {
        type: 'string',
        enum: ['a', 'b'],
        enumColors: { a: 'green', b: 'red' },
        default: 'a',
        minLength: 1,
      },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    };
    await session.define(blueprint('service', properties));
    const { body } = await session.call('GET', one);
    expect(body.blueprint).toMatchObject({ schema: { properties } });
  });

  test('a second one with the same identifier is 409', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    expect(await session.call('POST', '/v1/blueprints', blueprint('service'))).toMatchObject({
      status: 409,
      body: { ok: false, error: 'identifier_taken' },
    });
  });

  test.each([
    ['a space in the identifier', { identifier: 'a b' }],
    ['an equals sign in the identifier', { identifier: 'a=b' }],
    ['a dot as identifier', { identifier: '.' }],
    ['two dots as identifier', { identifier: '..' }],
    ['an empty identifier', { identifier: '' }],
    ['an identifier of 101 characters', { identifier: 'a'.repeat(101) }],
    ['a system identifier', { identifier: '_mine' }],
    ['no identifier', { identifier: undefined }],
    ['no title', { title: undefined }],
    ['an empty title', { title: '' }],
    ['a title of 101 characters', { title: 'a'.repeat(101) }],
    ['a description of 201 characters', { description: 'a'.repeat(201) }],
    ['no schema', { schema: undefined }],
    ['a schema without properties', { schema: {} }],
    ['another key in the schema', { schema: { properties: {}, type: 'object' } }],
    ['a property without type', { schema: { properties: { a: {} } } }],
    ['an unknown type', { schema: { properties: { a: { type: 'date' } } } }],
    ['an unknown format', { schema: { properties: { a: { type: 'string', format: 'uri' } } } }],
    ['a property key with a dot', { schema: { properties: { 'a.b': { type: 'string' } } } }],
    [
      'a property key of 101 letters',
      { schema: { properties: { ['a'.repeat(101)]: { type: 'string' } } } },
    ],
    ['a required property that is not there', { schema: { properties: {}, required: ['a'] } }],
    ['a pattern that is none', { schema: { properties: { a: { type: 'string', pattern: '(' } } } }],
    [
      'a keyword of the wrong type',
      { schema: { properties: { a: { type: 'string', minLength: 'x' } } } },
    ],
    ['a relation without many', { relations: { r: { target: 'service', required: false } } }],
    ['a relation without required', { relations: { r: { target: 'service', many: false } } }],
    [
      'a relation to nothing',
      { relations: { r: { target: 'none', required: false, many: false } } },
    ],
    [
      'a required relation to many',
      { relations: { r: { target: 'service', required: true, many: true } } },
    ],
    [
      'an unknown key in a relation',
      { relations: { r: { target: 'service', required: true, many: false, x: 1 } } },
    ],
    ['a mirror without path', { mirrorProperties: { m: { title: 'M' } } }],
    ['a mirror path of one step', { mirrorProperties: { m: { path: 'title' } } }],
    ['a mirror over no relation', { mirrorProperties: { m: { path: 'none.$title' } } }],
    [
      'a default on a calculation',
      { calculationProperties: { c: { type: 'string', calculation: '.', default: 1 } } },
    ],
    ['a calculation without type', { calculationProperties: { c: { calculation: '.' } } }],
    ['inherited ownership without path', { ownership: { type: 'Inherited' } }],
    ['an unknown kind of ownership', { ownership: { type: 'Shared' } }],
  ])('is refused with 422: %s', async (_name, change) => {
    const session = await open();
    const body = { ...blueprint('service'), ...change };
    const reply = await session.call('POST', '/v1/blueprints', body);
    expect(reply).toMatchObject({ status: 422, body: { ok: false, error: 'invalid_request' } });
    expect(reply.body.message).toEqual(expect.any(String));
    expect((await session.call('GET', one)).status).toBe(404);
  });

  test('lengths count characters, not UTF-16 units', async () => {
    const session = await open();
    const identifier = '𝒜'.repeat(100);
    await session.define(blueprint(identifier));
    const longer = await session.call('POST', '/v1/blueprints', blueprint(`${identifier}a`));
    expect(longer.status).toBe(422);
  });

  test('takes further top-level keys and forgets them', async () => {
    const session = await open();
    await session.define({ ...blueprint('service'), createdAt: '1999', whatever: [1] });
    const { body } = await session.call('GET', one);
    expect(body.blueprint).not.toHaveProperty('whatever');
    expect(body.blueprint.createdAt).not.toBe('1999');
  });

  test('create_catalog_page is taken as true or false', async () => {
    const session = await open();
    const path = '/v1/blueprints?create_catalog_page=';
    expect((await session.call('POST', `${path}false`, blueprint('a'))).status).toBe(201);
    expect((await session.call('POST', `${path}maybe`, blueprint('b'))).status).toBe(422);
  });

  test('a key may be defined only once over all kinds of properties', async () => {
    const session = await open();
    const twice = blueprint(
      'service',
      { a: { type: 'string' } },
      { calculationProperties: { a: { type: 'string', calculation: '.title' } } },
    );
    expect((await session.call('POST', '/v1/blueprints', twice)).status).toBe(422);
  });

  test('a relation may point at its own blueprint', async () => {
    const session = await open();
    const parent = { parent: { target: 'team', required: false, many: false } };
    await session.define(
      blueprint(
        'team',
        {},
        { relations: parent, mirrorProperties: { top: { path: 'parent.parent.$title' } } },
      ),
    );
    expect((await session.call('GET', '/v1/blueprints/team')).body.blueprint).toMatchObject({
      relations: parent,
    });
  });
});

describe('aggregation and calculation properties', () => {
  const aggregation = {
    title: 'Deployments',
    target: 'deployment',
    query: {
      combinator: 'and',
      rules: [{ property: 'status', operator: '=', value: 'Success' }],
    },
    pathFilter: [{ path: ['service'], fromBlueprint: 'deployment' }],
    calculationSpec: { calculationBy: 'entities', func: 'count' },
  };

  async function withDeployment() {
    const session = await open();
    await session.define(blueprint('service'));
    await session.define(
      blueprint(
        'deployment',
        { status: { type: 'string' }, hours: { type: 'number' } },
        { relations: { service: { target: 'service', required: false, many: false } } },
      ),
    );
    return session;
  }

  test.each([
    [{ calculationBy: 'entities', func: 'count' }],
    [
      {
        calculationBy: 'entities',
        func: 'average',
        averageOf: 'week',
        measureTimeBy: '$createdAt',
      },
    ],
    [{ calculationBy: 'property', func: 'median', property: 'hours' }],
    [{ calculationBy: 'property', func: 'average', property: 'hours', averageOf: 'total' }],
  ])('are kept as they are: %j', async (calculationSpec) => {
    const session = await withDeployment();
    const calculation = { title: 'Rate', type: 'number', calculation: '.properties.total' };
    const reply = await session.call('PATCH', one, {
      aggregationProperties: { total: { ...aggregation, calculationSpec } },
      calculationProperties: { rate: calculation },
    });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        blueprint: {
          aggregationProperties: { total: { ...aggregation, type: 'number', calculationSpec } },
          calculationProperties: { rate: calculation },
        },
      },
    });
  });

  test.each([
    ['an unknown func', { calculationSpec: { calculationBy: 'entities', func: 'sum' } }],
    [
      'an average without averageOf',
      { calculationSpec: { calculationBy: 'entities', func: 'average' } },
    ],
    ['no property to sum', { calculationSpec: { calculationBy: 'property', func: 'sum' } }],
    [
      'a property that the target lacks',
      { calculationSpec: { calculationBy: 'property', func: 'sum', property: 'x' } },
    ],
    [
      'an interval that does not exist',
      { calculationSpec: { calculationBy: 'entities', func: 'average', averageOf: 'year' } },
    ],
    ['no target', { target: undefined }],
    ['a target that does not exist', { target: 'none' }],
    ['no title', { title: undefined }],
    ['two path filters', { pathFilter: [{ path: ['a'] }, { path: ['b'] }] }],
    ['an empty path', { pathFilter: [{ path: [] }] }],
    [
      'an unknown operator in the query',
      { query: { combinator: 'and', rules: [{ property: 'a', operator: 'like', value: 1 }] } },
    ],
  ])('are refused with 422: %s', async (_name, change) => {
    const session = await withDeployment();
    const reply = await session.call('PATCH', one, {
      aggregationProperties: { total: { ...aggregation, ...change } },
    });
    expect(reply).toMatchObject({ status: 422, body: { error: 'invalid_request' } });
  });

  test('a path that names what does not exist is silently kept as null', async () => {
    const session = await withDeployment();
    const broken = [{ path: ['nothing'], fromBlueprint: 'deployment' }];
    const reply = await session.call('PATCH', one, {
      aggregationProperties: {
        a: { ...aggregation, pathFilter: broken },
        b: { ...aggregation, pathFilter: [{ path: ['service'], fromBlueprint: 'none' }] },
        c: aggregation,
      },
      ownership: { type: 'Inherited', path: 'owner' },
    });
    expect(reply.body.blueprint).toMatchObject({
      aggregationProperties: {
        a: { pathFilter: null },
        b: { pathFilter: null },
        c: { pathFilter: aggregation.pathFilter },
      },
      ownership: { type: 'Inherited', path: null },
    });
  });

  test('extra keys in calculationSpec are refused, or stripped when switched', async () => {
    const session = await withDeployment();
    const spec = {
      calculationBy: 'entities',
      func: 'count',
      averageOf: 'month',
      measureTimeBy: '$createdAt',
    };
    const patch = { aggregationProperties: { total: { ...aggregation, calculationSpec: spec } } };
    expect(await session.call('PATCH', one, patch)).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
    await session.behave({ extraCalculationSpecKeys: 'stripped' });
    const { body } = await session.call('PATCH', one, patch);
    expect(body.blueprint).toMatchObject({
      aggregationProperties: {
        total: { calculationSpec: { calculationBy: 'entities', func: 'count' } },
      },
    });
    expect(JSON.stringify(body.blueprint)).not.toContain('averageOf');
  });

  test('are values of entities, and cannot be written', async () => {
    const session = await withDeployment();
    await session.call('PATCH', one, { aggregationProperties: { total: aggregation } });
    const entity = await session.upsert('service', { identifier: 'a' });
    expect(Object.keys(entity.properties)).toEqual(['total']);
    const write = { identifier: 'a', properties: { total: 1 } };
    expect((await session.call('POST', `${entityPath('service')}?upsert=true`, write)).status).toBe(
      422,
    );
  });
});

describe('deleting a blueprint', () => {
  test('succeeds once, then it is gone', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    expect(await session.call('DELETE', `${one}?delete_actions=true`)).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect((await session.call('DELETE', one)).status).toBe(404);
  });

  test('is refused with has_dependents while it has entities', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await session.upsert('service', { identifier: 'a' });
    expect(await session.call('DELETE', one)).toMatchObject({
      status: 403,
      body: { ok: false, error: 'has_dependents' },
    });
    await session.call('DELETE', entityPath('service', 'a'));
    expect((await session.call('DELETE', one)).status).toBe(200);
  });

  test('is refused while another blueprint relates to it', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    const relations = { service: { target: 'service', required: false, many: false } };
    await session.define(blueprint('deployment', {}, { relations }));
    expect(await session.call('DELETE', one)).toMatchObject({
      status: 403,
      body: { error: 'has_dependents' },
    });
  });

  test('is refused for the blueprints of users and teams', async () => {
    const session = await open();
    expect(await session.call('DELETE', '/v1/blueprints/_team')).toMatchObject({
      status: 403,
      body: { error: 'protected_resource' },
    });
  });
});
