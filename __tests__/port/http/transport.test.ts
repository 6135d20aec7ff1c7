import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openNodeTransport } from '../../../src/port/http/node-transport.ts';
import type { OpenTransport } from '../../../src/port/http/transport.ts';
import { TransportError } from '../../../src/port/http/transport-error.ts';
import { openUndiciTransport } from '../../../src/port/http/undici-transport.ts';
import { thrownBy } from '../support/port-script.ts';
import {
  cut,
  type Script,
  type ScriptedServer,
  scriptedServer,
  silence,
} from '../support/scripted-server.ts';

let server: ScriptedServer;
let transport: OpenTransport;

type Open = (limits: { readonly maxBytes?: number }) => OpenTransport;

let open: Open;

async function start(scripts: readonly Script[], limits = {}): Promise<void> {
  server = await scriptedServer(...scripts);
  transport = open(limits);
}

const get = (path = '/', headers = {}, signal = new AbortController().signal) =>
  transport.send({ method: 'GET', url: `${server.url}${path}`, headers }, signal);

/** No label of a name is that long: the resolver says so without asking anybody. */
const tooLongLabel = 'a'.repeat(64);

afterEach(async () => {
  await transport.close();
  await server.close();
});

describe.each<[string, Open]>([
  ["Node's own client", (limits) => openNodeTransport(limits)],
  ['undici', (limits) => openUndiciTransport({ proxy: null, ...limits })],
])('with %s,', (_, chosen) => {
  beforeEach(() => {
    open = chosen;
  });

  describe('a request', () => {
    test('arrives with its method, path, headers and body, and the answer comes back whole', async () => {
      await start([{ status: 201, headers: { 'X-Trace-Id': 't1' }, body: 'grüße 🚀' }]);
      const url = `${server.url}/v1/a%2Fb?x=1`;
      const signal = new AbortController().signal;
      const answer = await transport.send(
        { method: 'POST', url, headers: { 'x-own': 'yes' }, body: '{"ä":1}' },
        signal,
      );
      expect(answer).toMatchObject({ status: 201, body: 'grüße 🚀' });
      expect(answer.headers['x-trace-id']).toBe('t1');
      expect(server.seen[0]).toMatchObject({
        method: 'POST',
        url: '/v1/a%2Fb?x=1',
        body: '{"ä":1}',
      });
      expect(server.seen[0]?.headers).toMatchObject({ 'x-own': 'yes', 'content-length': '8' });
    });

    test('asks for no compression of its own accord', async () => {
      await start([{}]);
      await get();
      expect(server.seen[0]?.headers['accept-encoding']).toBeUndefined();
    });

    test('that follows another one uses the same connection', async () => {
      await start([{ body: 'one' }, { body: 'two' }]);
      await get();
      await get();
      expect(server.seen).toHaveLength(2);
      expect(server.seen[0]?.connection).toBe(server.seen[1]?.connection);
    });

    test('does not follow a redirect', async () => {
      await start([{ status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } }]);
      expect(await get()).toMatchObject({ status: 302 });
      expect(server.seen).toHaveLength(1);
    });

    test('is not sent when the signal was aborted before', async () => {
      await start([{}]);
      const reason = new Error('too late');
      expect(await thrownBy(() => get('/', {}, AbortSignal.abort(reason)))).toBe(reason);
      expect(server.seen).toHaveLength(0);
    });

    test('ends with the reason of the signal when there is no answer', async () => {
      await start([silence]);
      const controller = new AbortController();
      const reason = new Error('enough');
      setTimeout(() => controller.abort(reason), 30);
      expect(await thrownBy(() => get('/', {}, controller.signal))).toBe(reason);
    });

    test('ends with the reason of the signal in the middle of a slow body', async () => {
      await start([
        (response) => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('slowly');
        },
      ]);
      const controller = new AbortController();
      const reason = new Error('enough');
      setTimeout(() => controller.abort(reason), 50);
      expect(await thrownBy(() => get('/', {}, controller.signal))).toBe(reason);
    });
  });

  describe('no answer', () => {
    test('because nobody listens is told as unreached', async () => {
      await start([{}]);
      await server.close();
      expect(await thrownBy(() => get())).toMatchObject({
        kind: 'unreached',
        code: 'ECONNREFUSED',
        message: expect.stringContaining(`127.0.0.1:${server.port}`),
      });
    });

    test('because the name does not exist is told as unreached', async () => {
      await start([{}]);
      const request = { method: 'GET', url: `http://${tooLongLabel}.invalid/`, headers: {} };
      const thrown = await thrownBy(() => transport.send(request, new AbortController().signal));
      expect(thrown).toBeInstanceOf(TransportError);
      expect(thrown).toMatchObject({ kind: 'unreached' });
    });

    test('because localhost refuses on all its addresses has a message', async () => {
      await start([{}]);
      await server.close();
      const request = { method: 'GET', url: `http://localhost:${server.port}/`, headers: {} };
      const thrown = await thrownBy(() => transport.send(request, new AbortController().signal));
      expect(thrown).toMatchObject({
        kind: 'unreached',
        message: expect.stringMatching(/ECONNREFUSED/),
      });
    });

    test('because the connection was cut is told as broken', async () => {
      await start([cut]);
      const thrown = await thrownBy(() => get());
      expect(thrown).toMatchObject({ kind: 'broken', staleConnection: false });
    });

    test('because the connection was cut in the middle of the body is told as broken', async () => {
      await start([
        (response) => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('half of it');
          setTimeout(() => response.socket?.destroy(), 20);
        },
      ]);
      expect(await thrownBy(() => get())).toMatchObject({ kind: 'broken' });
    });

    test('because something else than HTTP answered is told as unusable', async () => {
      await start([(response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n')]);
      expect(await thrownBy(() => get())).toMatchObject({ kind: 'unusable' });
    });

    test('is not the end: the next request gets a new connection', async () => {
      await start([{ body: 'one' }, cut, { body: 'three' }]);
      await get();
      await thrownBy(() => get());
      expect(await get()).toMatchObject({ body: 'three' });
      expect(server.seen[2]?.connection).not.toBe(server.seen[0]?.connection);
    });
  });

  describe('a body', () => {
    test('that came compressed is unpacked', async () => {
      const body = gzipSync('{"ok":true}');
      await start([{ headers: { 'content-encoding': 'gzip' }, body }]);
      expect(await get('/', { 'accept-encoding': 'gzip' })).toMatchObject({ body: '{"ok":true}' });
      expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip');
    });

    test('that claims to be compressed and is not is told as unusable', async () => {
      await start([{ headers: { 'content-encoding': 'gzip' }, body: 'plain text' }]);
      expect(await thrownBy(() => get())).toMatchObject({ kind: 'unusable', code: 'Z_DATA_ERROR' });
    });

    test('that is empty may claim to be compressed', async () => {
      await start([{ status: 204, headers: { 'content-encoding': 'gzip' } }]);
      expect(await get()).toMatchObject({ status: 204, body: '' });
    });

    test('is read up to the limit, and not a byte further', async () => {
      await start([{ body: 'x'.repeat(1000) }, { body: 'x'.repeat(1001) }], { maxBytes: 1000 });
      expect((await get()).body).toHaveLength(1000);
      expect(await thrownBy(() => get())).toMatchObject({ kind: 'too-large' });
    });

    test('may not unpack to more than the limit', async () => {
      const body = gzipSync('x'.repeat(5_000_000));
      expect(body.length).toBeLessThan(10_000);
      await start([{ headers: { 'content-encoding': 'gzip' }, body }], { maxBytes: 10_000 });
      expect(await thrownBy(() => get())).toMatchObject({ kind: 'too-large' });
    });

    test('that never ends is given up at the limit', async () => {
      let stopped = false;
      await start(
        [
          (response) => {
            const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
            response.on('close', () => {
              stopped = true;
              clearInterval(timer);
            });
          },
        ],
        { maxBytes: 50_000 },
      );
      expect(await thrownBy(() => get())).toMatchObject({ kind: 'too-large' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(stopped).toBe(true);
    });
  });
});

describe("with Node's own client, no answer", () => {
  test('because the server closed the idle connection in that moment is told as a stale connection', async () => {
    open = openNodeTransport;
    await start([{ body: 'one' }, cut]);
    await get();
    expect(await thrownBy(() => get())).toMatchObject({ kind: 'broken', staleConnection: true });
  });
});
