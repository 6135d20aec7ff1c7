import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PortDoraError } from '../../src/errors/port-dora-error.ts';
import { type LocalPort, startLocalPort } from '../../src/local-port/index.ts';
import { type Account, startAccount } from '../account/start-account.ts';

describe('the page of what is in a local Port', () => {
  let account: Account;

  beforeEach(async () => {
    account = await startAccount({ services: ['shop'] });
  });

  afterEach(() => account.close());

  const deploy = (identifier: string, properties: object) =>
    account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier,
      title: `${identifier} </td><script>`,
      properties: { environment: 'Production', deploymentStatus: 'Success', ...properties },
      relations: { service: 'acme/shop' },
    });

  test('needs no credentials, and tells none', async () => {
    for (const path of ['/', '/_local/page', '/?x=1']) {
      const response = await fetch(account.url + path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const text = await response.text();
      expect(text).not.toContain(account.env.PORT_CLIENT_SECRET);
    }
  });

  test('has the newest deployment first, and links only to the web', async () => {
    await deploy('old', {
      createdAt: '2026-01-01T00:00:00Z',
      runUrl: 'https://ci.example/1?a=1&b="2"',
    });
    await deploy('new', { createdAt: '2026-01-02T00:00:00Z' });
    const text = await (await fetch(account.url)).text();
    expect(text.indexOf('new &#60;/td')).toBeGreaterThan(0);
    expect(text.indexOf('new &#60;/td')).toBeLessThan(text.indexOf('old &#60;/td'));
    expect(text).toContain('href="https://ci.example/1?a=1&#38;b=');
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).toContain('2026-01-02 00:00:00 UTC');
  });

  test('is not part of the API: its requests are not in the log, and other routes are as they were', async () => {
    const before = (await account.requests()).length;
    await fetch(account.url);
    expect((await account.requests()).length).toBe(before);
    expect((await fetch(`${account.url}/v1/blueprints`)).status).toBe(401);
    expect((await fetch(account.url, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${account.url}/other`)).status).toBe(404);
  });

  test('is refused to a page of another site whose name leads here', async () => {
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(account.url);
      request({ hostname, port, headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  test('has no metrics when the server was started without them', async () => {
    expect((await fetch(`${account.url}/_local/page/metrics`)).status).toBe(404);
    expect(await (await fetch(account.url)).text()).not.toContain('/_local/page/metrics');
  });
});

describe('the page of metrics in a local Port', () => {
  let local: LocalPort;

  afterEach(() => local.close());

  test('is made with the credentials and the time of the server, and what the address asks for', async () => {
    const clock = { now: () => Date.parse('2026-01-01T00:00:00Z'), sleep: async () => undefined };
    const asked: unknown[] = [];
    local = await startLocalPort({
      clock,
      metricsPage: async (...given) => {
        asked.push(...given);
        return 'a page';
      },
    });
    const response = await fetch(`${local.url}/_local/page/metrics?window=8w`);
    expect([response.status, await response.text()]).toEqual([200, 'a page']);
    const { url, clientId, clientSecret } = local;
    expect(asked).toEqual([{ url, clientId, clientSecret, now: clock.now() }, { window: '8w' }]);
  });

  test('says why it cannot be made', async () => {
    local = await startLocalPort({
      metricsPage: () =>
        Promise.reject(new PortDoraError('INTERNAL', 'a <b>problem</b>', { hint: 'look again' })),
    });
    const response = await fetch(`${local.url}/_local/page/metrics`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain('a &#60;b&#62;problem');
    expect(text).toContain('look again');
  });
});
