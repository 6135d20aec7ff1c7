import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { PortDoraError } from '../../../src/errors/port-dora-error.ts';
import { proxyFor } from '../../../src/port/http/proxy-route.ts';
import { thrownBy } from '../support/port-script.ts';

const https = 'https://api.port.io';
const proxy = 'http://proxy.test:3128';

const urlOf = async (env: Record<string, string>, target = https) =>
  (await proxyFor(target, env))?.url ?? null;

describe('the proxy of an address', () => {
  test.each([
    ['no variable names one', {}, https, null],
    ['HTTPS_PROXY names it', { HTTPS_PROXY: proxy }, https, proxy],
    [
      'the lower-case name wins',
      { HTTPS_PROXY: 'http://other.test', https_proxy: proxy },
      https,
      proxy,
    ],
    [
      'an empty lower-case name does not count',
      { HTTPS_PROXY: proxy, https_proxy: ' ' },
      https,
      proxy,
    ],
    ['an empty variable names none', { HTTPS_PROXY: '' }, https, null],
    ['HTTP_PROXY is not for https', { HTTP_PROXY: proxy }, https, null],
    ['HTTPS_PROXY is not for http', { HTTPS_PROXY: proxy }, 'http://api.port.test', null],
    ['HTTP_PROXY is for http', { HTTP_PROXY: proxy }, 'http://api.port.test', proxy],
    ['http to loopback goes direct', { HTTP_PROXY: proxy }, 'http://127.0.0.1:3000', null],
    ['http to localhost goes direct', { http_proxy: proxy }, 'http://localhost:3000', null],
    ['http to ::1 goes direct', { http_proxy: proxy }, 'http://[::1]:3000', null],
    ['https to loopback obeys', { HTTPS_PROXY: proxy }, 'https://127.0.0.1:3000', proxy],
    ['the scheme may be left out', { HTTPS_PROXY: 'proxy.test:3128' }, https, proxy],
    ['a proxy may speak TLS', { HTTPS_PROXY: 'https://proxy.test' }, https, 'https://proxy.test'],
    ['a path after it is ignored', { HTTPS_PROXY: `${proxy}/` }, https, proxy],
  ])('%s', async (_, env, target, expected) => {
    expect(await urlOf(env, target)).toBe(expected);
  });

  test('gets user and password in a header of its own, not in its URL', async () => {
    const found = await proxyFor(https, {
      HTTPS_PROXY: 'http://jane:p%40ss%3Aword@proxy.test:3128',
    });
    const token = Buffer.from('jane:p@ss:word').toString('base64');
    expect(found).toEqual({
      url: proxy,
      authorization: `Basic ${token}`,
      secrets: ['p@ss:word', 'p%40ss%3Aword', token],
    });
  });

  test('takes a password with a bare percent sign as it stands', async () => {
    const found = await proxyFor(https, { HTTPS_PROXY: 'http://jane:50%off@proxy.test' });
    const token = Buffer.from('jane:50%off').toString('base64');
    expect(found?.authorization).toBe(`Basic ${token}`);
  });

  test.each([
    'http://user:planted-secret@',
    'socks5://user:planted-secret@proxy.test',
    '::::planted-secret',
  ])(
    'that cannot be used is an error that names the variable, not the value: %s',
    async (value) => {
      const thrown = await thrownBy(() => proxyFor(https, { https_proxy: value }));
      expect(thrown).toBeInstanceOf(PortDoraError);
      expect(thrown).toMatchObject({
        code: 'OPTION_INVALID',
        message: expect.stringContaining('https_proxy'),
      });
      expect(inspect(thrown, { depth: Number.POSITIVE_INFINITY })).not.toContain('planted-secret');
    },
  );
});

describe('NO_PROXY', () => {
  test.each([
    ['*', https],
    ['api.port.io', https],
    ['API.PORT.IO', https],
    ['port.io', https],
    ['.port.io', https],
    ['*.port.io', https],
    ['other.test, api.port.io', https],
    ['other.test api.port.io', https],
    ['api.port.io:443', https],
    ['api.port.io:8443', 'https://api.port.io:8443'],
    ['api.port.io.', https],
    ['127.0.0.1', 'https://127.0.0.1:1'],
    ['127.0.0.0/8', 'https://127.1.2.3'],
    ['0.0.0.0/0', 'https://127.1.2.3'],
    ['10.0.0.0/8,::1', 'https://[::1]:99'],
    ['[::1]:99', 'https://[::1]:99'],
    ['[::1]', 'https://[::1]:99'],
    ['fd00::/8', 'https://[fd12::1]'],
  ])('%s exempts %s', async (noProxy, target) => {
    expect(await urlOf({ HTTPS_PROXY: proxy, NO_PROXY: noProxy }, target)).toBeNull();
    expect(await urlOf({ HTTPS_PROXY: proxy, no_proxy: noProxy }, target)).toBeNull();
  });

  test.each([
    ['', https],
    ['ort.io', https],
    ['api.port.io.evil.test', https],
    ['xapi.port.io', https],
    ['api.port.io:8443', https],
    ['us.api.port.io', https],
    ['10.0.0.0/8', https],
    ['10.0.0.0/8', 'https://127.0.0.1'],
    ['0.0.1', 'https://127.0.0.1'],
    ['127.0.0.0/33', 'https://127.0.0.1'],
    ['127.0.0.0/', 'https://127.0.0.1'],
    ['127.0.0.0/8/8', 'https://127.0.0.1'],
    ['::/0', 'https://127.0.0.1'],
    ['[::1]:98', 'https://[::1]:99'],
    ['.', https],
    [':443', https],
    ['*.', https],
  ])('%s does not exempt %s', async (noProxy, target) => {
    expect(await urlOf({ HTTPS_PROXY: proxy, NO_PROXY: noProxy }, target)).toBe(proxy);
  });
});
