import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Certificates, makeCertificates } from '../support/certificates.ts';
import { type ConnectProxy, connectProxy } from '../support/connect-proxy.ts';
import { runRequests } from '../support/run-requests.ts';
import { scriptedServer } from '../support/scripted-server.ts';

jest.setTimeout(30_000);

const secret = 'planted-token-that-stays-in-the-tunnel';
const host = 'api.port.test';

let certificates: Certificates;
let server: Server;
let port: number;
let connections = 0;
let proxy: ConnectProxy | undefined;

beforeAll(async () => {
  certificates = makeCertificates([`DNS:${host}`, 'IP:127.0.0.1']);
  server = createServer({ key: certificates.key, cert: certificates.cert }, (request, response) => {
    response.end(`${request.method} ${request.headers.authorization}`);
  });
  server.keepAliveTimeout = 60_000;
  server.on('secureConnection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  connections = 0;
  await proxy?.close();
  proxy = undefined;
});

afterAll(() => {
  certificates.remove();
  server.closeAllConnections();
  server.close();
});

const headers = { authorization: `Bearer ${secret}` };
const direct = (method = 'GET') => ({ method, url: `https://127.0.0.1:${port}/`, headers });
const throughProxy = (method = 'GET') => ({ method, url: `https://${host}/`, headers });
const trusted = () => ({ NODE_EXTRA_CA_CERTS: certificates.caFile });
const answer = (method = 'GET') => ({ status: 200, body: `${method} Bearer ${secret}` });

describe('a certificate of an own authority', () => {
  test.each([false, true])('is trusted with NODE_EXTRA_CA_CERTS (bulk: %s)', async (bulk) => {
    const work = { requests: [direct(), direct('POST')], bulk };
    expect(await runRequests(work, trusted())).toMatchObject([answer(), answer('POST')]);
    expect(connections).toBe(1);
  });

  test.each([false, true])('is refused without, and nothing is sent (bulk: %s)', async (bulk) => {
    const [outcome] = await runRequests({ requests: [direct()], bulk }, {});
    expect(outcome).toMatchObject({ name: 'TransportError', kind: 'distrusted' });
    expect(outcome?.printed).not.toContain(secret);
  });

  test('for another name is refused', async () => {
    const url = `https://localhost:${port}/`;
    const [outcome] = await runRequests({ requests: [{ method: 'GET', url, headers }] }, trusted());
    expect(outcome).toMatchObject({ kind: 'distrusted', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});

describe('a process', () => {
  test.each([false, true])(
    'ends although the server keeps connections open (bulk: %s)',
    async (bulk) => {
      const plain = await scriptedServer({ body: 'done' });
      plain.server.keepAliveTimeout = 60_000;
      const request = { method: 'GET', url: plain.url, headers: {} };
      const start = Date.now();
      expect(await runRequests({ requests: [request], bulk }, {})).toMatchObject([
        { body: 'done' },
      ]);
      expect(Date.now() - start).toBeLessThan(10_000);
      await plain.close();
    },
  );
});

describe('behind a proxy', () => {
  const targets = () => ({ [`${host}:443`]: port, [`127.0.0.1:${port}`]: port });

  test('requests go through one tunnel, and nothing of them can be read on the way', async () => {
    proxy = await connectProxy({ targets: targets() });
    const env = { ...trusted(), HTTPS_PROXY: proxy.url };
    const work = { requests: [throughProxy(), throughProxy('POST')] };
    expect(await runRequests(work, env)).toMatchObject([answer(), answer('POST')]);
    expect(proxy.heads).toEqual([
      expect.stringMatching(/^CONNECT api\.port\.test:443 HTTP\/1\.1\r\n/),
    ]);
    expect(proxy.wire().length).toBeGreaterThan(500);
    expect(proxy.wire().includes(secret)).toBe(false);
    expect(proxy.wire().includes('authorization')).toBe(false);
  });

  test('the lower-case variable works, and loopback goes through the proxy too', async () => {
    proxy = await connectProxy({ targets: targets() });
    const env = { ...trusted(), https_proxy: proxy.url };
    expect(await runRequests({ requests: [direct()] }, env)).toMatchObject([answer()]);
    expect(proxy.heads).toHaveLength(1);
  });

  test('NO_PROXY leads past it', async () => {
    proxy = await connectProxy({ targets: targets() });
    const env = { ...trusted(), HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost,127.0.0.0/8' };
    expect(await runRequests({ requests: [direct()] }, env)).toMatchObject([answer()]);
    expect(proxy.heads).toHaveLength(0);
  });

  test('with user and password, the proxy gets these and nothing else', async () => {
    const token = Buffer.from('jane:p@ss').toString('base64');
    proxy = await connectProxy({ targets: targets(), authorization: `Basic ${token}` });
    const address = proxy.url.replace('http://', 'http://jane:p%40ss@');
    const env = { ...trusted(), HTTPS_PROXY: address };
    expect(await runRequests({ requests: [throughProxy()] }, env)).toMatchObject([answer()]);
    expect(proxy.wire().includes(secret)).toBe(false);
  });

  test('that refuses the password, the error says so without showing it', async () => {
    proxy = await connectProxy({ targets: targets(), authorization: 'Basic x' });
    const address = proxy.url.replace('http://', 'http://jane:planted-password@');
    const env = { ...trusted(), HTTPS_PROXY: address };
    const [outcome] = await runRequests({ requests: [throughProxy()] }, env);
    expect(outcome).toMatchObject({ kind: 'unusable', code: 'PROXY_407' });
    expect(outcome?.printed).not.toContain('planted-password');
    expect(outcome?.printed).not.toContain(Buffer.from('jane:planted-password').toString('base64'));
  });

  test('that cannot reach the server at first, a second request gets through', async () => {
    proxy = await connectProxy({ targets: targets(), firstAnswers: ['503 Service Unavailable'] });
    const env = { ...trusted(), HTTPS_PROXY: proxy.url };
    const outcomes = await runRequests({ requests: [throughProxy(), throughProxy()] }, env);
    expect(outcomes).toMatchObject([{ kind: 'unreached', code: 'PROXY_503' }, answer()]);
  });

  test('that is not there, the request is unreached', async () => {
    proxy = await connectProxy({ targets: targets() });
    const env = { ...trusted(), HTTPS_PROXY: proxy.url };
    await proxy.close();
    const [outcome] = await runRequests({ requests: [throughProxy()] }, env);
    expect(outcome).toMatchObject({ kind: 'unreached', code: 'ECONNREFUSED' });
  });

  test('a certificate that nobody trusts is refused, and the request stays here', async () => {
    proxy = await connectProxy({ targets: targets() });
    const [outcome] = await runRequests({ requests: [throughProxy()] }, { HTTPS_PROXY: proxy.url });
    expect(outcome).toMatchObject({ kind: 'distrusted' });
    expect(proxy.wire().includes(secret)).toBe(false);
  });
});
