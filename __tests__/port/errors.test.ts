import { afterEach, describe, expect, test } from '@jest/globals';
import { ApiError } from '../../src/port/api-error.ts';
import { portAddress } from '../../src/port/region.ts';
import { routes } from '../../src/port/routes.ts';
import { scriptedPort, type TestClient, testClient, thrownBy } from './support/port-script.ts';
import { type Script, type ScriptedServer, scriptedServer } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

async function start(...scripts: readonly Script[]) {
  server = await scriptedPort(...scripts);
  under = testClient(server);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const refused = (status: number, json: unknown = { ok: false }, headers = {}): Script => ({
  status,
  json,
  headers,
});
const upsert = () => under.client.upsertEntity('deployment', { identifier: 'a' });
const search = () => under.client.searchEntities('service').next();

describe('an error of Port', () => {
  test('says what failed on which thing, what Port said, and how to ask Port about it', async () => {
    const json = {
      ok: false,
      error: 'invalid_request',
      message: 'no "x"',
      details: { key: ['x'] },
    };
    await start(refused(422, json, { 'x-trace-id': 'abc-123' }));
    const error = await thrownBy(upsert);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: 'API_REJECTED',
      message:
        'POST /v1/blueprints/{blueprint}/entities (blueprint "deployment") was answered 422, ' +
        'invalid_request: no "x" {"key":["x"]} (trace id abc-123)',
      method: 'POST',
      route: '/v1/blueprints/{blueprint}/entities',
      status: 422,
      traceId: 'abc-123',
      portError: 'invalid_request',
      portMessage: 'no "x"',
    });
  });

  test('may come as an object', async () => {
    await start(refused(422, { ok: false, error: { name: 'bad_name', message: 'bad message' } }));
    expect(await thrownBy(upsert)).toMatchObject({
      portError: 'bad_name',
      portMessage: 'bad message',
    });
  });

  test.each<[string, Script]>([
    ['nothing', { status: 422 }],
    ['an empty object', refused(422, {})],
    ['null', refused(422, null)],
    ['numbers', refused(422, { error: 1, message: 2 })],
    ['a list', refused(422, ['a'])],
  ])('may be %s', async (_, script) => {
    await start(script);
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_REJECTED',
      status: 422,
      portError: null,
      traceId: null,
    });
  });

  test('may be plain text', async () => {
    await start({ status: 400, body: 'upstream says no' });
    expect(await thrownBy(upsert)).toMatchObject({
      message: expect.stringContaining('was answered 400, upstream says no'),
    });
  });

  test('stays on one line and short, whatever it holds', async () => {
    const message = `first\r\n::error::second\u001b[31m\u2028${'x'.repeat(100_000)}`;
    await start(refused(422, { error: 'e'.repeat(5_000), message, details: { d: message } }));
    const error = (await thrownBy(upsert)) as ApiError;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(error.message).not.toMatch(/[\u0000-\u001f\u2028]/);
    expect(error.message.length).toBeLessThan(1_000);
    expect(error.portMessage?.length).toBeLessThan(400);
  });

  test('may hide in a success', async () => {
    await start({ status: 200, json: { ok: false, error: 'run_exhausted' } });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_REJECTED',
      portError: 'run_exhausted',
    });
  });
});

describe('the next step after', () => {
  test.each<[number, string, RegExp]>([
    [400, 'API_REJECTED', /doctor/],
    [401, 'API_CREDENTIALS', /client-id/],
    [403, 'API_FORBIDDEN', /permission.*IP allow list/],
    [404, 'API_NOT_FOUND', /blueprint "deployment".*catalog/],
    [408, 'API_TIMEOUT', /timeout/],
    [409, 'API_REJECTED', /doctor/],
    [413, 'API_TOO_LARGE', /1 MiB/],
    [422, 'API_REJECTED', /doctor/],
    [429, 'API_RATE_LIMITED', /organization/],
    [500, 'API_SERVER', /later/],
    [503, 'API_SERVER', /later/],
  ])('%i is %s with a hint', async (status, code, hint) => {
    await start(refused(status));
    expect(await thrownBy(upsert)).toMatchObject({ code, hint: expect.stringMatching(hint) });
  });

  test('404 on a search is that the blueprint is missing', async () => {
    await start(refused(404));
    expect(await thrownBy(search)).toMatchObject({
      code: 'API_BLUEPRINT_MISSING',
      hint: expect.stringContaining('"service"'),
    });
  });

  test('404 on something else is to check its name', async () => {
    await start(refused(404));
    const page = () => under.client.request(routes.getPage, { params: { page: 'dora' } });
    expect(await thrownBy(page)).toMatchObject({
      code: 'API_NOT_FOUND',
      message: expect.stringContaining('page "dora"'),
    });
  });

  test('404 on the login is to check base-url', async () => {
    server = await scriptedServer(refused(404));
    under = testClient(server);
    expect(await thrownBy(upsert)).toMatchObject({ hint: expect.stringContaining('base-url') });
  });

  test.each([
    ['eu', 'region: us'],
    ['us', 'region: eu'],
  ] as const)('401 on the login in region %s is to try the other one', async (region, hint) => {
    server = await scriptedServer(refused(401));
    under = testClient(server, {
      address: { ...portAddress({ region }), api: server.url },
    });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_CREDENTIALS',
      hint: expect.stringContaining(hint),
    });
  });

  test('a redirect is to check base-url', async () => {
    await start({ status: 301, headers: { location: 'https://app.port.io/login?x=1' } });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_UNREADABLE',
      hint: expect.stringContaining('redirects to https://app.port.io'),
    });
  });
});

describe('an HTML page', () => {
  const page = (status: number, title = '<title>\n Sign in \n</title>'): Script => ({
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head>${title}</head><body>long text</body></html>`,
  });

  test.each([200, 201, 400, 401, 403, 404, 422])('with %i is not from Port', async (status) => {
    await start(page(status));
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_UNREADABLE',
      status,
      message: expect.stringContaining('with an HTML page "Sign in"'),
      hint: expect.stringMatching(/base-url.*proxy/),
    });
  });

  test.each<[number, string]>([
    [413, 'API_TOO_LARGE'],
    [429, 'API_RATE_LIMITED'],
    [502, 'API_SERVER'],
    [503, 'API_SERVER'],
  ])('with %i is of a server on the way, and %s all the same', async (status, code) => {
    await start(page(status));
    expect(await thrownBy(upsert)).toMatchObject({ code, status });
  });

  test('without a title or a content type is one too', async () => {
    await start({ status: 200, body: '  <html><body>Blocked</body></html>' });
    expect(await thrownBy(upsert)).toMatchObject({
      message: expect.stringContaining('was answered 200 with an HTML page'),
    });
  });

  test('does not make an entity look absent', async () => {
    await start(page(404));
    expect(await thrownBy(() => under.client.getEntity('a', 'b'))).toMatchObject({
      code: 'API_UNREADABLE',
    });
  });
});

describe('no answer', () => {
  test('because nobody listens says where, and to start the server or correct the address', async () => {
    await start();
    await server.close();
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_NETWORK',
      status: null,
      message: expect.stringMatching(
        /got no answer from http:\/\/127.*ECONNREFUSED.*tried 6 times/,
      ),
      hint: expect.stringContaining(`start the server at ${server.url}`),
    });
  });

  test('because the name is unknown says to check it', async () => {
    await start();
    const api = `http://${'a'.repeat(64)}.invalid`;
    under = testClient(server, { address: { api, app: null, region: null } });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_NETWORK',
      hint: expect.stringContaining('base-url'),
    });
  });

  test('because its bytes make no sense is not tried again', async () => {
    await start((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('no gzip');
    });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_NETWORK',
      status: null,
      hint: expect.stringContaining('not the Port API'),
    });
    expect(server.seen).toHaveLength(2);
  });
});
