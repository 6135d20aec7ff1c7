import { expect, test } from '@jest/globals';
import { openUndiciTransport } from '../../../src/port/http/undici-transport.ts';
import { connectProxy } from '../support/connect-proxy.ts';
import { thrownBy } from '../support/port-script.ts';
import { scriptedServer } from '../support/scripted-server.ts';

const target = 'http://api.port.test/';
const request = { method: 'GET', url: target, headers: {} };

test('a proxy that does not answer is given up when the signal says so, and left behind', async () => {
  const server = await scriptedServer({ body: 'through' });
  const proxy = await connectProxy({
    targets: { 'api.port.test:80': server.port },
    firstAnswers: [null],
  });
  const transport = openUndiciTransport({
    proxy: { url: proxy.url, authorization: null, secrets: [] },
  });
  const reason = new Error('enough');
  const controller = new AbortController();
  const start = Date.now();
  setTimeout(() => controller.abort(reason), 100);
  expect(await thrownBy(() => transport.send(request, controller.signal))).toBe(reason);
  expect(Date.now() - start).toBeLessThan(2_000);

  expect(await transport.send(request, AbortSignal.timeout(4_000))).toMatchObject({
    body: 'through',
  });
  expect(proxy.heads).toHaveLength(2);

  await transport.close();
  await proxy.close();
  await server.close();
});
