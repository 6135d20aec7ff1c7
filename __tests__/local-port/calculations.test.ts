import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

// Many requests each, on machines that do other work too.
jest.setTimeout(30_000);
afterEach(closeAll);

const calculation = (program: string, type = 'string', rest: object = {}) => ({
  type,
  calculation: program,
  ...rest,
});

/** A service whose calculations are given, and one entity of it. */
async function withCalculations(
  calculationProperties: object,
  session?: Session,
): Promise<Session> {
  const opened = session ?? (await open());
  const properties = {
    count: { type: 'number' },
    name: { type: 'string' },
    tags: { type: 'array' },
  };
  await opened.define(blueprint('service', properties, { calculationProperties }));
  await opened.upsert('service', {
    identifier: 'shop',
    title: 'The shop',
    properties: { count: 4, name: 'x', tags: ['a', 'b'] },
  });
  return opened;
}

const shown = async (session: Session, identifier = 'shop') =>
  (await session.call('GET', entityPath('service', identifier))).body.entity.properties;

describe('a calculation property', () => {
  test('is worked out from properties and metadata of the entity', async () => {
    const session = await withCalculations({
      double: calculation('.properties.count * 2', 'number'),
      link: calculation('"https://acme.io/" + .identifier', 'string', { format: 'url' }),
      many: calculation('.properties.count > 3', 'boolean'),
      first: calculation('.properties.tags[0]'),
      list: calculation('.properties.tags | map(. + "!")', 'array'),
      whole: calculation('{title, blueprint, team}', 'object'),
    });
    expect(await shown(session)).toMatchObject({
      ...{ double: 8, link: 'https://acme.io/shop', many: true, first: 'a', list: ['a!', 'b!'] },
      whole: { title: 'The shop', blueprint: 'service', team: [] },
    });
  });

  test('takes single quotes at the edges of words for double ones', async () => {
    const session = await withCalculations({
      link: calculation("'https://acme.io/' + .identifier"),
    });
    expect((await shown(session)).link).toBe('https://acme.io/shop');
  });

  test('is null when the jq fails, gives nothing or does not compile', async () => {
    const session = await withCalculations({
      fails: calculation('1 / 0', 'number'),
      nothing: calculation('empty'),
      broken: calculation('.properties.count +'),
      closes: calculation('.a) | (.b'),
      fine: calculation('.identifier'),
    });
    expect(await shown(session)).toMatchObject({
      ...{ fails: null, nothing: null, broken: null, closes: null },
      fine: 'shop',
    });
  });

  test('is the first output of the jq', async () => {
    const session = await withCalculations({
      several: calculation('.properties.tags[]'),
      forever: calculation('repeat("x")'),
    });
    expect(await shown(session)).toMatchObject({ several: 'a', forever: 'x' });
  });

  test('that never ends is null, and the others are there', async () => {
    const session = await withCalculations({
      never: calculation('def f: f; f'),
      fine: calculation('.identifier'),
    });
    expect(await shown(session)).toMatchObject({ never: null, fine: 'shop' });
    const began = performance.now();
    expect(await shown(session)).toMatchObject({ never: null, fine: 'shop' });
    expect(performance.now() - began).toBeLessThan(1_000);
  }, 20_000);

  test('that is not of its type or format is null, or is kept', async () => {
    const session = await withCalculations({
      number: calculation('.identifier', 'number'),
      date: calculation('.identifier', 'string', { format: 'date-time' }),
      url: calculation('.identifier', 'string', { format: 'url' }),
      items: calculation('.properties.tags', 'array', { items: { type: 'number' } }),
      right: calculation('"2026-01-02T03:04:05Z"', 'string', { format: 'date-time' }),
    });
    expect(await shown(session)).toMatchObject({
      ...{ number: null, date: null, url: null, items: null },
      right: '2026-01-02T03:04:05Z',
    });
    await session.behave({ calculationMismatch: 'kept' });
    expect(await shown(session)).toMatchObject({ number: 'shop', date: 'shop', items: ['a', 'b'] });
  });

  test('does not see other calculations', async () => {
    const session = await withCalculations({
      a: calculation('.identifier'),
      b: calculation('.properties.a // "nothing"'),
    });
    expect(await shown(session)).toMatchObject({ a: 'shop', b: 'nothing' });
  });

  test('sees the time of the settable clock', async () => {
    const session = await withCalculations({ today: calculation('now | todate | .[0:10]') });
    await session.setClock({ now: '2030-05-06T23:00:00Z' });
    session.token = (await session.login()).body.accessToken;
    expect((await shown(session)).today).toBe('2030-05-06');
    await session.setClock({ advanceMs: 2 * 3_600_000 });
    expect((await shown(session)).today).toBe('2030-05-07');
  });

  test('sees identifiers of relations, or in older accounts their titles too', async () => {
    const session = await open();
    await session.define(blueprint('team'));
    await session.upsert('team', { identifier: 'a', title: 'Team A' });
    const relations = { team: { target: 'team', required: false, many: false } };
    const mirrorProperties = { teamName: { path: 'team.$title' } };
    const calculationProperties = {
      plain: calculation('.relations.team | tojson'),
      mirrored: calculation('"of " + .properties.teamName'),
    };
    const rest = { relations, mirrorProperties, calculationProperties };
    await session.define(blueprint('service', {}, rest));
    await session.upsert('service', { identifier: 'shop', relations: { team: 'a' } });
    expect(await shown(session)).toMatchObject({ plain: '"a"', mirrored: 'of Team A' });
    await session.behave({ calculationRelations: 'entities' });
    expect(await shown(session)).toMatchObject({ plain: '{"identifier":"a","title":"Team A"}' });
  });

  test('can be searched and mirrored, and is never written', async () => {
    const session = await withCalculations({
      big: calculation('.properties.count > 3', 'boolean'),
    });
    await session.upsert('service', { identifier: 'small', properties: { count: 1 } });
    expect(await session.find('service', { property: 'big', operator: '=', value: true })).toEqual([
      'shop',
    ]);
    const relations = { service: { target: 'service', required: false, many: false } };
    const mirrorProperties = { isBig: { path: 'service.big' } };
    await session.define(blueprint('part', {}, { relations, mirrorProperties }));
    const part = await session.upsert('part', { identifier: 'p', relations: { service: 'shop' } });
    expect(part.properties).toEqual({ isBig: true });
    const write = { identifier: 'shop', properties: { big: false } };
    const reply = await session.call('POST', `${entityPath('service')}?upsert=true`, write);
    expect(reply).toMatchObject({ status: 422, body: { error: 'blueprint_schema_mismatch' } });
  });

  test('that in the end reads itself over a mirror is null', async () => {
    const session = await open();
    const relations = { parent: { target: 'node', required: false, many: false } };
    await session.define(blueprint('node', {}, { relations }));
    const calculationProperties = { depth: calculation('(.properties.above // 0) + 1', 'number') };
    const mirrorProperties = { above: { path: 'parent.depth' } };
    await session.call('PATCH', '/v1/blueprints/node', { calculationProperties });
    await session.call('PATCH', '/v1/blueprints/node', { mirrorProperties });
    await session.upsert('node', { identifier: 'a' });
    await session.upsert('node', { identifier: 'b', relations: { parent: 'a' } });
    await session.upsert('node', { identifier: 'c', relations: { parent: 'b' } });
    const depth = async (identifier: string) =>
      (await session.call('GET', entityPath('node', identifier))).body.entity.properties.depth;
    expect([await depth('a'), await depth('b'), await depth('c')]).toEqual([1, 2, 3]);
    await session.upsert('node', { identifier: 'a', relations: { parent: 'c' } });
    expect(await depth('a')).toEqual(expect.any(Number));
  });

  test('is left out where calculated properties are not wanted', async () => {
    const session = await withCalculations({ a: calculation('.identifier') });
    const path = `${entityPath('service', 'shop')}?exclude_calculated_properties=true`;
    const { body } = await session.call('GET', path);
    expect(Object.keys(body.entity.properties)).toEqual(['count', 'name', 'tags']);
  });

  test('follows a change of its definition', async () => {
    const session = await withCalculations({ a: calculation('1', 'number') });
    expect((await shown(session)).a).toBe(1);
    const calculationProperties = { a: calculation('2', 'number') };
    await session.call('PATCH', '/v1/blueprints/service', { calculationProperties });
    expect((await shown(session)).a).toBe(2);
  });

  test('is there for each of many entities', async () => {
    const session = await withCalculations({ id: calculation('.identifier + "!"') });
    for (let index = 0; index < 30; index += 1) {
      await session.upsert('service', { identifier: `s${index}` });
    }
    const { body } = await session.call('GET', entityPath('service'));
    for (const { identifier, properties } of body.entities) {
      expect(properties.id).toBe(`${identifier}!`);
    }
  });
});

describe('jq that does not compile', () => {
  const bad = blueprint('service', {}, { calculationProperties: { a: calculation('.a b') } });

  test('is accepted, or refused with the message of jq', async () => {
    const session = await open();
    await session.define(bad);
    const strict = await open({ behaviour: { calculationDoesNotCompile: '422' } });
    const reply = await strict.call('POST', '/v1/blueprints', bad);
    expect(reply).toMatchObject({ status: 422, body: { error: 'invalid_request' } });
    expect(reply.body.message).toContain('calculationProperties.a');
    expect(reply.body.message).toContain('line 1, column 4');
    expect((await strict.call('GET', '/v1/blueprints/service')).status).toBe(404);
  });
});
