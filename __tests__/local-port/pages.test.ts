import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chart, dashboard, getPage, page, postPage, row } from './support/pages.ts';
import { blueprint, closeAll, open, type Session } from './support/session.ts';

afterEach(closeAll);

describe('a page', () => {
  test('is there as it was created, with its stamps and defaults', async () => {
    const session = await open();
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    const created = await postPage(session, page({ protected: true }));
    expect([created.status, created.body]).toEqual([201, { ok: true, identifier: 'dora' }]);
    const { page: shown } = await getPage(session);
    expect(shown).toMatchObject({
      ...page({ protected: true }),
      section: 'software_catalog',
      showInSidebar: true,
      createdAt: '2026-03-01T10:00:00.000Z',
      createdBy: session.port.clientId,
    });
    expect((await getPage(session, '/v1/pages')).pages.map((one) => one.identifier)).toEqual([
      'dora',
    ]);
  });

  test('comes without its widgets in a compact list', async () => {
    const session = await open();
    await postPage(session, page());
    const [compact] = (await getPage(session, '/v1/pages?compact=true')).pages;
    expect(compact).toMatchObject({ identifier: 'dora', title: 'DORA' });
    expect(compact).not.toHaveProperty('widgets');
  });

  test('cannot be created twice, nor with another name than a page may have', async () => {
    const session = await open();
    await postPage(session, page());
    expect(await postPage(session, page())).toMatchObject({
      status: 409,
      body: { error: 'identifier_taken' },
    });
    for (const identifier of ['', 'a b', 'ü', '..', '$nothing']) {
      expect((await postPage(session, page({ identifier }))).status).toBe(422);
    }
    expect((await postPage(session, page({ identifier: '$home' }))).status).toBe(201);
  });

  test('changes only in what a patch names, and refuses keys that a patch does not have', async () => {
    const session = await open();
    await postPage(session, page({ icon: 'Metric' }));
    const patched = await session.call('PATCH', '/v1/pages/dora', { title: 'Delivery' });
    expect(patched.body).toEqual({ ok: true, identifier: 'dora' });
    expect((await getPage(session)).page).toMatchObject({ title: 'Delivery', icon: 'Metric' });
    for (const key of ['type', 'sidebar', 'requiredQueryParams', 'protected']) {
      const reply = await session.call('PATCH', '/v1/pages/dora', { [key]: 'dashboard' });
      expect([key, reply.status]).toEqual([key, 422]);
    }
  });

  test('loses what a replacement leaves out, and can get another name', async () => {
    const session = await open();
    await postPage(session, page({ icon: 'Metric' }));
    await postPage(session, page({ identifier: 'other' }));
    const taken = await session.call('PUT', '/v1/pages/dora', { identifier: 'other' });
    expect(taken.status).toBe(409);
    const reply = await session.call('PUT', '/v1/pages/dora', { identifier: 'next', title: 'N' });
    expect(reply.body).toEqual({ ok: true, identifier: 'next' });
    expect((await getPage(session, '/v1/pages/dora')).status).toBe(404);
    const { page: next } = await getPage(session, '/v1/pages/next');
    expect(next).toMatchObject({ title: 'N', widgets: [] });
    expect(next).not.toHaveProperty('icon');
  });

  test('is gone after its deletion', async () => {
    const session = await open();
    await postPage(session, page());
    expect((await session.call('DELETE', '/v1/pages/dora')).body).toEqual({ ok: true });
    expect((await session.call('DELETE', '/v1/pages/dora')).status).toBe(404);
  });

  test('belongs to a blueprint that is there', async () => {
    const session = await open();
    const list = { identifier: 'list', type: 'blueprint-entities', blueprint: 'service' };
    expect((await postPage(session, list)).status).toBe(422);
    await session.define(blueprint('service'));
    expect((await postPage(session, list)).status).toBe(201);
  });

  test('is read by all and changed by administrators until somebody decides otherwise', async () => {
    const session = await open();
    await postPage(session, page());
    const nobody = { users: [], teams: [] };
    const path = '/v1/pages/dora/permissions';
    expect((await session.call('GET', path)).body).toMatchObject({
      permissions: {
        read: { roles: ['Admin', 'Member'], ...nobody },
        update: { roles: ['Admin'], ...nobody },
      },
    });
    await session.call('PATCH', path, { update: { teams: ['platform'] } });
    expect((await session.call('GET', path)).body).toMatchObject({
      permissions: { update: { roles: ['Admin'], users: [], teams: ['platform'] } },
    });
  });
});

describe('the layout of a dashboard', () => {
  const widgets = ['a', 'b', 'c', 'd', 'e'].map((id) => chart(id));
  const refusals: readonly (readonly [string, object, RegExp])[] = [
    ['does not sum to 12', dashboard([row(['a', 6], ['b', 5])], widgets.slice(0, 2)), /sum to 12/],
    ['has a column under 3', dashboard([row(['a', 2], ['b', 10])], widgets.slice(0, 2)), /3 to 12/],
    ['has half a size', dashboard([row(['a', 5.5], ['b', 6.5])], widgets.slice(0, 2)), /whole/],
    [
      'has five columns in a row',
      dashboard([row(['a', 3], ['b', 3], ['c', 3], ['d', 3], ['e', 3])], widgets),
      /at most 4/,
    ],
    [
      'has a low row',
      dashboard([{ ...row(['a', 12]), height: 399 }], widgets.slice(0, 1)),
      /at least 400/,
    ],
    ['leaves a widget out', dashboard([row(['a', 12])], widgets.slice(0, 2)), /1 columns for 2/],
    ['names no widget', dashboard([row(['z', 12])], widgets.slice(0, 1)), /no widget/],
    [
      'names a widget twice',
      dashboard([row(['a', 6], ['a', 6])], widgets.slice(0, 2)),
      /stands in two|no widget/,
    ],
    ['has an id twice', dashboard([row(['a', 6], ['a', 6])], [chart('a'), chart('a')]), /unique/],
    ['is not the only root', [...dashboard([], []), chart('x')], /one root/],
  ];

  test.each(refusals)('is refused when it %s', async (_, root, reason) => {
    const session = await open();
    const reply = await postPage(session, page({ widgets: root }));
    expect([reply.status, reply.body.error]).toEqual([422, 'invalid_request']);
    expect(reply.body.message).toMatch(reason);
    expect((await getPage(session)).status).toBe(404);
  });

  test('takes exactly the rows whose sizes are 3 to 12 and sum to 12', async () => {
    const session = await open();
    const sizes = fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 1, maxLength: 5 });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(sizes, async (given) => {
        number += 1;
        const columns = given.map((size, index) => [`w${index}`, size] as const);
        const widgetsOf = columns.map(([id]) => chart(id));
        const body = page({
          identifier: `p${number}`,
          widgets: dashboard([row(...columns)], widgetsOf),
        });
        const isAllowed =
          given.length <= 4 &&
          given.every((size) => size >= 3 && size <= 12) &&
          given.reduce((sum, size) => sum + size, 0) === 12;
        expect((await postPage(session, body)).status).toBe(isAllowed ? 201 : 422);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the pages of a blueprint', () => {
  const names = async (session: Session) =>
    (await getPage(session, '/v1/pages')).pages.map(({ identifier }) => identifier);

  test('come with it and go with it, and dashboards about it stay', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await postPage(session, page({ blueprint: 'service' }));
    expect(await names(session)).toEqual(['serviceEntity', 'services', 'dora']);
    await session.call('DELETE', '/v1/blueprints/service');
    expect(await names(session)).toEqual(['dora']);
  });

  test('are without the one in the catalog when the request says so', async () => {
    const session = await open();
    await session.call('POST', '/v1/blueprints?create_catalog_page=false', blueprint('service'));
    expect(await names(session)).toEqual(['serviceEntity']);
  });
});
