import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const path = '/v1/blueprints/service/all-entities';

async function withServices(): Promise<Session> {
  const session = await open();
  await session.define(blueprint('service'));
  const entities = ['a', 'b', 'c'].map((identifier) => ({ identifier }));
  await session.call('POST', `${entityPath('service')}/bulk${merge}`, { entities });
  return session;
}

/** Polls as a client would, until the migration is no longer running. */
async function finished(session: Session, id: string) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { migration } = (await session.call('GET', `/v1/migrations/${id}`)).body;
    if (migration.status !== 'RUNNING') return migration;
  }
  throw new Error('the migration never ends');
}

describe('deleting all entities of a blueprint', () => {
  test('answers with a migration, which ends with their number', async () => {
    const session = await withServices();
    const { status, body } = await session.call('DELETE', path);
    expect({ status, body }).toEqual({
      status: 200,
      body: { ok: true, migrationId: expect.any(String) },
    });
    expect(await finished(session, body.migrationId)).toMatchObject({
      id: body.migrationId,
      actor: session.port.clientId,
      sourceBlueprint: 'service',
      status: 'COMPLETED',
      successCount: 3,
      failureCount: 0,
    });
    expect(await session.find('service')).toEqual([]);
    expect((await session.call('GET', '/v1/blueprints/service')).status).toBe(200);
  });

  test('takes the blueprint along when asked', async () => {
    const session = await withServices();
    const { body } = await session.call('DELETE', `${path}?delete_blueprint=true`);
    await finished(session, body.migrationId);
    expect((await session.call('GET', '/v1/blueprints/service')).status).toBe(404);
  });

  test('is 403 has_dependents while entities of another blueprint need one', async () => {
    const session = await withServices();
    const of = { target: 'service', required: true, many: false };
    await session.define(blueprint('check', {}, { relations: { of } }));
    await session.upsert('check', { identifier: 'c', relations: { of: 'b' } });
    expect(await session.call('DELETE', path)).toMatchObject({
      status: 403,
      body: { error: 'has_dependents' },
    });
    expect(await session.find('service')).toHaveLength(3);
  });

  test('does not take a blueprint along that another one relates to', async () => {
    const session = await withServices();
    const of = { target: 'service', required: false, many: false };
    await session.define(blueprint('check', {}, { relations: { of } }));
    const both = await session.call('DELETE', `${path}?delete_blueprint=true`);
    expect(both.status).toBe(403);
    expect((await session.call('DELETE', path)).status).toBe(200);
  });

  test('of users may not take their blueprint along', async () => {
    const session = await open();
    const users = '/v1/blueprints/_user/all-entities?delete_blueprint=true';
    expect((await session.call('DELETE', users)).status).toBe(403);
  });

  test('is 404 for a blueprint or a migration that is not there', async () => {
    const session = await open();
    expect((await session.call('DELETE', path)).status).toBe(404);
    expect(await session.call('GET', '/v1/migrations/none')).toMatchObject({
      status: 404,
      body: { error: 'not_found' },
    });
  });
});
