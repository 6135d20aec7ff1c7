import { type AddressInfo, connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { type Certificates, makeCertificates } from '../port/support/certificates.ts';
import { type ConnectProxy, connectProxy } from '../port/support/connect-proxy.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

jest.setTimeout(30_000);

const host = 'api.port.test';

let certificates: Certificates;
let account: Account;
let front: Server;
let proxy: ConnectProxy | undefined;

beforeAll(() => {
  certificates = makeCertificates([`DNS:${host}`, 'DNS:localhost']);
});

afterAll(() => certificates.remove());

/** The account behind TLS, as Port itself is. */
beforeEach(async () => {
  account = await startAccount();
  const port = Number(new URL(account.url).port);
  front = createServer({ key: certificates.key, cert: certificates.cert }, (client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
  await new Promise((resolve) => front.close(resolve));
  await account.close();
});

const frontPort = (): number => (front.address() as AddressInfo).port;

const openProxy = async (authorization?: string): Promise<ConnectProxy> => {
  proxy = await connectProxy({
    targets: { [`${host}:443`]: frontPort(), [`localhost:${frontPort()}`]: frontPort() },
    ...(authorization === undefined ? {} : { authorization }),
  });
  return proxy;
};

const report = (env: Readonly<Record<string, string>>): Promise<ReporterRun> =>
  runReporter({
    env: {
      ...account.env,
      PORT_BASE_URL: `https://${host}`,
      NODE_EXTRA_CA_CERTS: certificates.caFile,
      PORT_DORA_TIMEOUT: '4',
      ...env,
    },
  });

const expectReported = async (result: ReporterRun): Promise<void> => {
  expect(result.annotations).toEqual([]);
  expect(result.output).toContain('Reported to Port: ');
  expect(await account.deployments()).toHaveLength(1);
};

const expectKept = (result: ReporterRun, why: RegExp): void => {
  expect(result.exitCode).toBe(0);
  expect(result.annotations).toEqual([{ level: 'warning', message: expect.stringMatching(why) }]);
  expect(result.annotations[0]?.message).toMatch(/^NOT REPORTED: /);
  expect(result.spool).toHaveLength(1);
};

describe('behind a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])(
    '%s leads there in one tunnel, in which nothing can be read',
    async (variable) => {
      const { url, heads, wire } = await openProxy();
      await expectReported(await report({ [variable]: url }));
      expect(heads).toHaveLength(1);
      expect(heads[0]).toMatch(new RegExp(`^CONNECT ${host}:443 HTTP/1\\.1\r\n`));
      const bytes = wire().toString('latin1');
      expect(bytes).not.toContain(account.env.PORT_CLIENT_SECRET);
      expect(bytes).not.toContain('/v1/');
    },
  );

  test('that wants a password, the deployment is reported, and the password not shown', async () => {
    const token = Buffer.from('jane:p@ss word').toString('base64');
    const { url } = await openProxy(`Basic ${token}`);
    const withUser = url.replace('http://', 'http://jane:p%40ss%20word@');
    const result = await report({ HTTPS_PROXY: withUser });
    await expectReported(result);
    for (const secret of [token, 'p@ss word', 'p%40ss'])
      expect(result.output).not.toContain(secret);
  });

  test('that refuses the password, the job goes on and the record is kept', async () => {
    const { url } = await openProxy('Basic other');
    const result = await report({ HTTPS_PROXY: url.replace('http://', 'http://jane:wrong-pass@') });
    expectKept(result, /407.*check user and password in HTTPS_PROXY.*API_NETWORK/);
    expect(result.output).not.toContain('wrong-pass');
  });

  test.each([
    ['not there', 'http://127.0.0.1:9', /API_NETWORK/],
    ['no address', 'ftp://proxy.test', /HTTPS_PROXY is not the address.*OPTION_INVALID/],
  ])('that is %s, the job goes on and the record is kept', async (_, url, why) => {
    expectKept(await report({ HTTPS_PROXY: url }), why);
  });

  test('that is not there, fail-on-error fails the step', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9', PORT_DORA_FAIL_ON_ERROR: 'true' };
    expect((await report(env)).exitCode).toBe(1);
  });

  test('whose certificate authority nobody knows, nothing is sent', async () => {
    const { url } = await openProxy();
    expectKept(await report({ HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: '' }), /NODE_EXTRA_CA_CERTS/);
    expect(await account.requests()).toEqual([]);
  });
});

describe('past a proxy', () => {
  const direct = () => ({ PORT_BASE_URL: `https://localhost:${frontPort()}` });

  test.each(['localhost', '*', '.example.com, localhost'])(
    'NO_PROXY=%s leads past it',
    async (noProxy) => {
      const { url, heads } = await openProxy();
      await expectReported(await report({ ...direct(), HTTPS_PROXY: url, NO_PROXY: noProxy }));
      expect(heads).toEqual([]);
    },
  );

  test('NO_PROXY for another host does not', async () => {
    const { url, heads } = await openProxy();
    await expectReported(await report({ ...direct(), HTTPS_PROXY: url, NO_PROXY: 'port.test' }));
    expect(heads).toHaveLength(1);
  });

  test('HTTP_PROXY does not count for https', async () => {
    const { url, heads } = await openProxy();
    await expectReported(await report({ ...direct(), HTTP_PROXY: url, http_proxy: url }));
    expect(heads).toEqual([]);
  });

  test('loopback over plain http goes direct, whatever the variables say', async () => {
    const { url, heads } = await openProxy();
    const env = { PORT_BASE_URL: account.url, HTTP_PROXY: url, HTTPS_PROXY: url };
    await expectReported(await report(env));
    expect(heads).toEqual([]);
  });
});
