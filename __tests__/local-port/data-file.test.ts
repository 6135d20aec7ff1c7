import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

let folder: string;
let dataFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-port-'));
  dataFile = join(folder, 'sub', 'port.db');
});
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true, force: true });
});

const all = entityPath('deployment');

async function withModel(): Promise<Session> {
  const session = await open({ dataFile });
  await session.define(blueprint('service', { tier: { type: 'string' } }));
  await session.define(
    blueprint(
      'deployment',
      { status: { type: 'string' }, extra: { type: 'object' } },
      {
        relations: {
          service: { target: 'service', required: false, many: false },
          others: { target: 'service', required: false, many: true },
        },
        mirrorProperties: { tier: { path: 'service.tier' } },
      },
    ),
  );
  for (const identifier of ['z', 'a', 'm']) {
    await session.upsert('service', {
      identifier,
      title: `T${identifier}`,
      properties: { tier: identifier },
    });
  }
  await session.upsert('deployment', {
    identifier: 'x/1',
    title: 'Ünïcödé "quoted" \u0000 \u{1f600}',
    team: ['t'],
    properties: { status: 'ok', extra: { a: [1, null, { b: 'c' }] } },
    relations: { service: 'z', others: ['a', 'm'] },
  });
  return session;
}

/** Everything that the API shows. */
async function everything(session: Session) {
  const query = { combinator: 'and', rules: [] };
  return {
    blueprints: (await session.call('GET', '/v1/blueprints')).body.blueprints,
    entities: (await session.call('POST', '/v1/entities/search', query)).body.entities,
  };
}

/** Stops the server and starts another one on the same file. */
async function restart(session: Session): Promise<Session> {
  await session.port.close();
  return open({ dataFile });
}

describe('a data file', () => {
  test('is created with its folder and keeps everything over a restart', async () => {
    const session = await withModel();
    const before = await everything(session);
    const next = await restart(session);
    expect(await everything(next)).toEqual(before);
    expect(before.entities).toHaveLength(4);
  });

  test('leaves nothing else behind', async () => {
    const session = await withModel();
    await session.port.close();
    expect(readdirSync(join(folder, 'sub'))).toEqual(['port.db']);
  });

  test('keeps changes, renames and deletions, and the order of creation', async () => {
    const session = await withModel();
    await session.upsert('service', { identifier: 'z', title: 'changed' });
    await session.call('PATCH', entityPath('service', 'a'), { identifier: 'renamed' });
    await session.call('DELETE', entityPath('service', 'm'));
    await session.call('PATCH', '/v1/blueprints/deployment/properties/status/rename', {
      newPropertyName: 'state',
    });
    await session.define(blueprint('gone'));
    await session.call('DELETE', '/v1/blueprints/gone');
    const before = await everything(session);
    const next = await restart(session);
    expect(await everything(next)).toEqual(before);
    expect(before.entities.map(({ identifier }) => identifier)).toEqual(['z', 'renamed', 'x/1']);
    const { body } = await next.call('GET', entityPath('deployment', 'x/1'));
    expect(body.entity).toMatchObject({
      properties: { state: 'ok', tier: 'z' },
      relations: { service: 'z', others: ['renamed'] },
    });
  });

  test('has working indexes after a restart: search relations, dependents, pages', async () => {
    const next = await restart(await withModel());
    const service = {
      combinator: 'and',
      rules: [{ property: '$title', operator: '=', value: 'Tm' }],
    };
    const fresh = await next.upsert('deployment', { identifier: 'new', relations: { service } });
    expect(fresh.relations.service).toBe('m');
    await next.call('DELETE', entityPath('service', 'z'));
    const { entity } = (await next.call('GET', entityPath('deployment', 'x/1'))).body;
    expect(entity.relations.service).toBeNull();
    const search = `${entityPath('deployment')}/search`;
    const first = (await next.call('POST', search, { limit: 1 })).body;
    const second = (await next.call('POST', search, { limit: 1, from: first.next })).body;
    const found = [...first.entities, ...second.entities].map(({ identifier }) => identifier);
    expect(found).toEqual(['x/1', 'new']);
    expect(second).not.toHaveProperty('next');
  });

  test('keeps migrations and what they deleted', async () => {
    const session = await withModel();
    const { migrationId } = (await session.call('DELETE', '/v1/blueprints/deployment/all-entities'))
      .body;
    await session.call('GET', '/v1/blueprints');
    const next = await restart(session);
    expect((await next.call('GET', `/v1/migrations/${migrationId}`)).body.migration).toMatchObject({
      status: 'COMPLETED',
      successCount: 1,
    });
    expect(await next.find('deployment')).toEqual([]);
  });

  test('keeps a deletion of all entities that was only just asked for when the server stopped', async () => {
    const session = await withModel();
    const path = '/v1/blueprints/deployment/all-entities?delete_blueprint=true';
    const deleting = session.call('DELETE', path);
    const { migrationId } = (await deleting).body;
    const next = await restart(session);
    const { migration } = (await next.call('GET', `/v1/migrations/${migrationId}`)).body;
    expect(migration.status).toBe('COMPLETED');
    expect((await next.call('GET', '/v1/blueprints/deployment')).status).toBe(404);
  });

  test('is emptied by a reset', async () => {
    const session = await withModel();
    await session.anonymous('POST', '/_local/reset');
    const next = await restart(session);
    expect((await everything(next)).blueprints.map(({ identifier }) => identifier)).toEqual([
      '_user',
      '_team',
    ]);
  });

  test('holds neither credentials nor tokens nor requests', async () => {
    const session = await open({ dataFile, clientId: 'somebody', clientSecret: 'top-secret' });
    await session.define(blueprint('service'));
    const { token } = session;
    await session.port.close();
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(dataFile).toString('latin1');
    expect(bytes).toContain('somebody');
    expect(bytes).not.toContain('top-secret');
    expect(bytes).not.toContain(token);
  });

  test('survives a server that is killed in the middle of its work', async () => {
    const script = `
      import { startLocalPort } from ${JSON.stringify(new URL('../../src/local-port/index.ts', import.meta.url).href)};
      const port = await startLocalPort({ dataFile: ${JSON.stringify(dataFile)}, clientId: 'id', clientSecret: 'secret' });
      console.log(port.url);
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
    const call = async (path: string, body: object, token = '') => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(url + path, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return (await response.json()) as { accessToken: string };
    };
    const { accessToken } = await call('/v1/auth/access_token', {
      clientId: 'id',
      clientSecret: 'secret',
    });
    await call('/v1/blueprints', blueprint('service'), accessToken);
    let acknowledged = 0;
    const load = async () => {
      for (let index = 0; ; index += 1) {
        await call(entityPath('service') + merge, { identifier: `s${index}` }, accessToken);
        acknowledged = index + 1;
      }
    };
    const loading = load().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGKILL');
    await loading;
    const session = await open({ dataFile });
    const kept = (await session.call('GET', `${entityPath('service')}-count`)).body.count;
    expect(acknowledged).toBeGreaterThan(0);
    expect([acknowledged, acknowledged + 1]).toContain(kept);
  }, 30_000);
});

describe('a data file that cannot be used', () => {
  test('because it is something else: nothing is touched', async () => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(dataFile, 'this is no database, '.repeat(100));
    await expect(open({ dataFile })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('port.db'),
    });
    expect(statSync(dataFile).size).toBe(2100);
  });

  test('because it is a folder, or its folder is a file', async () => {
    mkdirSync(dataFile, { recursive: true });
    await expect(open({ dataFile })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(open({ dataFile: join(file, 'port.db') })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });

  test('because another server took it meanwhile: the first one refuses to write, and loses nothing of the second', async () => {
    const first = await withModel();
    const second = await open({ dataFile });
    await second.upsert('service', { identifier: 'second' });
    const reply = await first.call('POST', entityPath('service') + merge, { identifier: 'first' });
    expect(reply).toMatchObject({
      status: 500,
      body: {
        ok: false,
        error: 'internal_error',
        message: expect.stringContaining('another local Port'),
      },
    });
    await first.port.close();
    const third = await restart(second);
    expect(await third.find('service')).toEqual(['z', 'a', 'm', 'second']);
  });

  test('because a killed server left its lock: it is taken away when it is old', async () => {
    await (await withModel()).port.close();
    const lock = `${dataFile}.lock`;
    mkdirSync(lock);
    const old = new Date(Date.now() - 10_000);
    utimesSync(lock, old, old);
    const session = await open({ dataFile });
    expect(await session.find('service')).toHaveLength(3);
  });
});

describe('without a data file', () => {
  test('a restart begins with nothing', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await session.port.close();
    const next = await open();
    expect((await next.call('GET', all)).status).toBe(404);
  });
});
