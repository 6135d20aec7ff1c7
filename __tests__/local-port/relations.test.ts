import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const all = entityPath('deployment');
const titled = (value: string, operator = '=') => ({
  combinator: 'and',
  rules: [{ property: '$title', operator, value }],
});

async function withModel(rest: object = {}): Promise<Session> {
  const session = await open();
  await session.define(
    blueprint(
      'service',
      { tier: { type: 'string' }, tags: { type: 'array' }, size: { type: 'number' } },
      {
        relations: { parent: { target: 'service', required: false, many: false } },
        mirrorProperties: {
          parentTier: { path: 'parent.tier' },
          grandTier: { path: 'parent.parent.tier' },
        },
        calculationProperties: { loud: { type: 'string', calculation: '.title | ascii_upcase' } },
      },
    ),
  );
  await session.define(
    blueprint(
      'deployment',
      {},
      {
        relations: {
          service: { target: 'service', required: false, many: false },
          others: { target: 'service', required: false, many: true },
        },
        ...rest,
      },
    ),
  );
  for (const [identifier, title, properties] of [
    ['s1', 'Shop', { tier: 'gold', tags: ['a', 'b'], size: 1 }],
    ['s2', 'Till', { tier: 'gold', tags: ['b'], size: 2 }],
    ['s3', 'Till', { tier: 'iron' }],
  ] as const) {
    await session.upsert('service', { identifier, title, properties });
  }
  await session.upsert('service', { identifier: 's2', relations: { parent: 's1' } });
  return session;
}

const send = (session: Session, relations: object, query = merge) =>
  session.call('POST', all + query, { identifier: 'd', relations });

describe('relations by identifier', () => {
  test('replace the former value, and what is not sent stays', async () => {
    const session = await withModel();
    await send(session, { service: 's1', others: ['s1', 's2'] });
    expect((await send(session, { others: ['s3'] })).body.entity.relations).toEqual({
      service: 's1',
      others: ['s3'],
    });
    expect((await send(session, { others: [], service: null })).body.entity.relations).toEqual({
      service: null,
      others: [],
    });
  });

  test('a relation to many takes one text, null, and the same target only once', async () => {
    const session = await withModel();
    expect((await send(session, { others: 's1' })).body.entity.relations.others).toEqual(['s1']);
    const twice = await send(session, { others: ['s2', 's1', 's2'] });
    expect(twice.body.entity.relations.others).toEqual(['s2', 's1']);
    expect((await send(session, { others: null })).body.entity.relations.others).toEqual([]);
  });

  test('an unknown relation key is 404', async () => {
    const session = await withModel();
    expect(await send(session, { none: 's1' })).toMatchObject({
      status: 404,
      body: { ok: false, error: 'not_found', message: expect.stringContaining('none') },
    });
  });

  test('a target that is not there is 404, and one missing target fails the whole write', async () => {
    const session = await withModel();
    expect(await send(session, { service: 'nobody' })).toMatchObject({
      status: 404,
      body: {
        error: 'not_found',
        message: 'Entity "nobody" does not exist in blueprint "service"',
      },
    });
    expect((await send(session, { others: ['s1', 'nobody'] })).status).toBe(404);
    expect(await session.find('deployment')).toEqual([]);
  });

  test.each([[['s1', 's2']], [['s1']], [[]]])(
    'a list on a relation to one is 422 relation_many_violation: %j',
    async (value) => {
      const session = await withModel();
      expect(await send(session, { service: value })).toMatchObject({
        status: 422,
        body: { error: 'relation_many_violation' },
      });
    },
  );
});

describe('create_missing_related_entities', () => {
  const query = `${merge}&create_missing_related_entities=true`;

  test('creates the missing targets with nothing but their identifier', async () => {
    const session = await withModel();
    const reply = await send(session, { service: 'new', others: ['s1', 'n1', 'n2'] }, query);
    expect(reply).toMatchObject({
      status: 201,
      body: { entity: { relations: { service: 'new', others: ['s1', 'n1', 'n2'] } } },
    });
    const { entity } = (await session.call('GET', entityPath('service', 'n1'))).body;
    expect(entity).toMatchObject({ title: null, properties: {} });
  });

  test('creates nothing when the write fails', async () => {
    const session = await withModel();
    expect((await send(session, { service: 'new', none: 'x' }, query)).status).toBe(404);
    expect(await session.find('service')).toEqual(['s1', 's2', 's3']);
  });

  test('never creates users or teams', async () => {
    const relations = { owner: { target: '_user', required: false, many: false } };
    const session = await withModel({ relations });
    expect((await send(session, { owner: 'me@acme.example' }, query)).status).toBe(404);
  });
});

describe('required relations', () => {
  const relations = { service: { target: 'service', required: true, many: false } };

  test('have to be given on creation and by an override', async () => {
    const session = await withModel({ relations });
    for (const sent of [{}, { service: null }, { service: titled('Nobody') }]) {
      expect(await send(session, sent)).toMatchObject({
        status: 422,
        body: { ok: false, error: 'required_relation' },
      });
    }
    await send(session, { service: 's1' });
    expect((await send(session, {}, '?upsert=true')).status).toBe(422);
    expect((await send(session, {})).status).toBe(201);
  });

  test('cannot be cleared: 403', async () => {
    const session = await withModel({ relations });
    await send(session, { service: 's1' });
    const path = entityPath('deployment', 'd');
    for (const reply of [
      await send(session, { service: null }),
      await session.call('PATCH', path, { relations: { service: null } }),
      await session.call('PUT', path, { relations: { service: null } }),
    ]) {
      expect(reply).toMatchObject({ status: 403, body: { error: 'required_relation' } });
    }
    expect((await send(session, { service: 's2' })).status).toBe(201);
  });
});

describe('relations by search', () => {
  test.each([
    [titled('Shop'), 's1'],
    [{ combinator: 'and', rules: [{ property: '$identifier', operator: '=', value: 's2' }] }, 's2'],
    [{ combinator: 'and', rules: [{ property: 'size', operator: '=', value: 2 }] }, 's2'],
    [{ combinator: 'and', rules: [{ property: 'size', operator: '=', value: null }] }, 's3'],
    [
      { combinator: 'and', rules: [{ property: '$title', operator: 'in', value: ['Shop', 'x'] }] },
      's1',
    ],
    [
      {
        combinator: 'and',
        rules: [{ property: 'tags', operator: 'containsAny', value: ['a', 'x'] }],
      },
      's1',
    ],
    [
      { combinator: 'and', rules: [{ property: '$title', operator: 'contains', value: 'ho' }] },
      's1',
    ],
    [
      { combinator: 'and', rules: [{ property: 'tags', operator: 'contains', value: ['a', 'b'] }] },
      's1',
    ],
    [
      { combinator: 'and', rules: [{ property: 'parentTier', operator: '=', value: 'gold' }] },
      's2',
    ],
    [
      {
        combinator: 'and',
        rules: [
          { property: '$blueprint', operator: '=', value: 'service' },
          {
            combinator: 'or',
            rules: [
              { property: 'tier', operator: '=', value: 'iron' },
              { property: '$title', operator: '=', value: 'none' },
            ],
          },
        ],
      },
      's3',
    ],
  ])('%j finds %s', async (query, found) => {
    const session = await withModel();
    expect((await send(session, { service: query })).body.entity.relations.service).toBe(found);
  });

  test('a title is compared exactly', async () => {
    const session = await withModel();
    for (const title of ['shop', 'Shop ', 'Sho']) {
      const { body } = await send(session, { service: titled(title) });
      expect(body.entity.relations.service).toBeNull();
    }
  });

  test('finds a target under its title of now, not of before', async () => {
    const session = await withModel();
    await send(session, { service: titled('Shop') });
    await session.upsert('service', { identifier: 's1', title: 'Store' });
    const old = (await send(session, { service: titled('Shop') })).body.entity;
    expect(old.relations.service).toBeNull();
    const now = (await send(session, { service: titled('Store') })).body.entity;
    expect(now.relations.service).toBe('s1');
    await session.call('DELETE', entityPath('service', 's1'));
    const gone = (await send(session, { service: titled('Store') })).body.entity;
    expect(gone.relations.service).toBeNull();
  });

  test('on a relation to many keeps all matches, at most 500', async () => {
    const session = await withModel();
    const { entity } = (await send(session, { others: titled('Till') })).body;
    expect(entity.relations.others).toEqual(['s2', 's3']);
    for (let page = 0; page < 26; page += 1) {
      const entities = Array.from({ length: 20 }, (_, index) => ({
        identifier: `m${page}-${index}`,
        title: 'Many',
      }));
      await session.call('POST', `${entityPath('service')}/bulk${merge}`, { entities });
    }
    const many = (await send(session, { others: titled('Many') })).body.entity;
    expect(many.relations.others).toHaveLength(500);
  });

  test('without a match the relation is null, and an update clears it', async () => {
    const session = await withModel();
    const fresh = await send(session, { service: titled('Nobody'), others: titled('Nobody') });
    expect(fresh).toMatchObject({
      status: 201,
      body: { entity: { relations: { service: null, others: [] } } },
    });
    await send(session, { service: 's1' });
    const cleared = await send(session, { service: titled('Nobody') });
    expect(cleared.body.entity.relations.service).toBeNull();
  });

  test('without a match an update keeps the value when switched, an override does not', async () => {
    const session = await withModel();
    await session.behave({ searchRelationNoMatchOnMerge: 'keeps' });
    await send(session, { service: 's1', others: ['s2'] });
    const none = { service: titled('Nobody'), others: titled('Nobody') };
    expect((await send(session, none)).body.entity.relations).toEqual({
      service: 's1',
      others: ['s2'],
    });
    const overridden = await send(session, none, '?upsert=true');
    expect(overridden.body.entity.relations).toEqual({ service: null, others: [] });
  });

  test.each([
    ['404', 'not_found'],
    ['422', 'invalid_request'],
  ] as const)('without a match it is %s when switched', async (searchRelationNoMatch, error) => {
    const session = await withModel();
    await session.behave({ searchRelationNoMatch });
    for (const relations of [{ service: titled('Nobody') }, { others: titled('Nobody') }]) {
      expect(await send(session, relations)).toMatchObject({
        status: Number(searchRelationNoMatch),
        body: { ok: false, error },
      });
    }
    expect(await session.find('deployment')).toEqual([]);
  });

  test('several matches on a relation to one are 422, or the first when switched', async () => {
    const session = await withModel();
    expect(await send(session, { service: titled('Till') })).toMatchObject({
      status: 422,
      body: { error: 'relation_many_violation' },
    });
    await session.behave({ searchRelationManyMatches: 'first' });
    const { body } = await send(session, { service: titled('Till') });
    expect(body.entity.relations.service).toBe('s2');
  });

  test.each([
    ['a boolean to equal', { property: 'tier', operator: '=', value: true }],
    ['an operator beyond the four', { property: 'tier', operator: '!=', value: 'a' }],
    ['beginsWith', { property: '$title', operator: 'beginsWith', value: 'S' }],
    ['one value for in', { property: 'tier', operator: 'in', value: 'gold' }],
    ['no value', { property: 'tier', operator: '=' }],
    ['a calculation', { property: 'loud', operator: '=', value: 'SHOP' }],
    ['a mirror over two relations', { property: 'grandTier', operator: '=', value: 'gold' }],
  ])('cannot use %s: 422', async (_name, rule) => {
    const session = await withModel();
    const query = { combinator: 'and', rules: [rule] };
    expect(await send(session, { service: query })).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  });

  test('takes no further keys', async () => {
    const session = await withModel();
    const reply = await send(session, { service: { ...titled('Shop'), limit: 1 } });
    expect(reply.status).toBe(422);
  });
});

describe('the team by search', () => {
  test('keeps the identifiers of the teams that match', async () => {
    const session = await withModel();
    await session.upsert('_team', { identifier: 'backend', title: 'Backend' });
    const reply = await session.call('POST', all, { identifier: 't', team: titled('Backend') });
    expect(reply.body.entity.team).toEqual(['backend']);
  });
});

describe('inherited ownership', () => {
  test('shows the teams at the end of the path, and takes none: 422', async () => {
    const session = await withModel({ ownership: { type: 'Inherited', path: 'service' } });
    await session.upsert('service', { identifier: 's1', team: ['shop-team'] });
    const reply = await send(session, { service: 's1' });
    expect(reply.body.entity.team).toEqual(['shop-team']);
    expect(
      await session.find('deployment', { property: '$team', operator: 'in', value: ['shop-team'] }),
    ).toEqual(['d']);
    expect(await session.call('POST', all, { identifier: 'x', team: 'a' })).toMatchObject({
      status: 422,
      body: { error: 'inherited_ownership_enabled' },
    });
  });

  test('along a path that does not exist leaves an entity without teams', async () => {
    const session = await withModel();
    await session.upsert('deployment', { identifier: 'd', team: ['t'] });
    const ownership = { type: 'Inherited', path: 'nowhere' };
    await session.call('PATCH', '/v1/blueprints/deployment', { ownership });
    const { entity } = (await session.call('GET', entityPath('deployment', 'd'))).body;
    expect(entity.team).toEqual([]);
  });

  test('has an older spelling with an error of its own', async () => {
    const session = await withModel({ teamInheritance: { path: 'service' } });
    expect(await session.call('POST', all, { identifier: 'x', team: [] })).toMatchObject({
      status: 422,
      body: { error: 'team_inheritance_enabled' },
    });
  });
});
