import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const all = entityPath('service');

async function withServices(): Promise<Session> {
  const session = await open();
  await session.define(
    blueprint(
      'service',
      { url: { type: 'string' }, tier: { type: 'string' } },
      {
        relations: { parent: { target: 'service', required: false, many: false } },
        mirrorProperties: { up: { path: 'parent.tier' } },
        calculationProperties: { loud: { type: 'string', calculation: '.title' } },
      },
    ),
  );
  await session.upsert('service', { identifier: 'a', properties: { url: 'x', tier: '1' } });
  await session.upsert('service', { identifier: 'b', properties: { url: 'y', tier: '1' } });
  return session;
}

const byRule = (property: string, value: unknown, operator = '=') => ({
  combinator: 'and',
  rules: [
    { property: '$blueprint', operator: '=', value: 'service' },
    { property, operator, value },
  ],
});

describe('a query in place of the identifier', () => {
  test('updates the one entity that matches', async () => {
    const session = await withServices();
    const body = { identifier: byRule('url', 'y'), properties: { tier: '2' } };
    expect(await session.call('POST', all + merge, body)).toMatchObject({
      status: 201,
      body: { entity: { identifier: 'b', properties: { url: 'y', tier: '2' } } },
    });
    const listed = { identifier: byRule('url', ['y', 'z'], 'in'), title: 'B' };
    expect((await session.call('POST', all + merge, listed)).body.entity.identifier).toBe('b');
  });

  test('without a match is 404 and creates nothing', async () => {
    const session = await withServices();
    const body = { identifier: byRule('url', 'none') };
    expect(await session.call('POST', all + merge, body)).toMatchObject({
      status: 404,
      body: { error: 'not_found' },
    });
    expect(await session.find('service')).toEqual(['a', 'b']);
  });

  test('with several matches is 422', async () => {
    const session = await withServices();
    const body = { identifier: byRule('tier', '1') };
    expect(await session.call('POST', all + merge, body)).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  });

  test('without upsert is 409, because the entity is there', async () => {
    const session = await withServices();
    expect((await session.call('POST', all, { identifier: byRule('url', 'x') })).status).toBe(409);
  });

  test.each([
    ['contains', byRule('url', 'x', 'contains')],
    ['containsAny', byRule('url', ['x'], 'containsAny')],
    ['a mirror property', byRule('up', '1')],
    ['a calculation property', byRule('loud', 'A')],
  ])('cannot use %s: 422', async (_name, identifier) => {
    const session = await withServices();
    expect(await session.call('POST', all + merge, { identifier })).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  });

  test('is not taken by PUT and PATCH', async () => {
    const session = await withServices();
    const body = { identifier: byRule('url', 'x') };
    for (const method of ['PUT', 'PATCH']) {
      expect((await session.call(method, entityPath('service', 'a'), body)).status).toBe(422);
    }
  });

  test('in bulk shows an error under the identifier "unknown"', async () => {
    const session = await withServices();
    const { status, body } = await session.call('POST', `${all}/bulk${merge}`, {
      entities: [
        { identifier: byRule('url', 'none') },
        { identifier: byRule('url', 'x'), title: 'A' },
      ],
    });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      entities: [{ identifier: 'a', index: 1, created: false }],
      errors: [{ identifier: 'unknown', index: 0, statusCode: 404, error: 'not_found' }],
    });
  });
});
