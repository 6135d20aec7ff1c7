import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

export interface BenchPort {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token that stays good while the benchmark runs. */
  readonly token: string;
  /** How many requests have come in so far, without those of the benchmark itself. */
  requests(): Promise<number>;
  /** Makes a service of this title, so that reports of it need no diagnosis. */
  addService(title: string): Promise<void>;
  stop(): void;
}

/** Starts the built local Port in a process of its own, with the catalog's blueprints and one service. */
export async function startLocalPort(root: string): Promise<BenchPort> {
  const command = join(root, 'dist/cli/index.js');
  const child = spawn(process.execPath, [command, 'local-port', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, clientId, clientSecret } = JSON.parse(await firstLine(child));

  const call = async <T>(method: string, path: string, body?: unknown, token?: string) =>
    JSON.parse(await send(`${url}${path}`, method, body, token)) as T;

  const login = { clientId, clientSecret };
  const { accessToken } = await call<{ accessToken: string }>(
    'POST',
    '/v1/auth/access_token',
    login,
  );
  for (const name of ['service', 'deployment']) {
    const file = join(root, 'catalog/blueprints', `${name}.json`);
    await call('POST', '/v1/blueprints', JSON.parse(readFileSync(file, 'utf8')), accessToken);
  }
  const addService = async (title: string): Promise<void> => {
    const identifier = `acme/${title.replaceAll(' ', '-')}`;
    const service = { identifier, title, properties: {}, relations: {} };
    await call('POST', '/v1/blueprints/service/entities', service, accessToken);
  };
  await addService('shop');
  return {
    url,
    clientId,
    clientSecret,
    token: accessToken,
    requests: async () => (await call<{ total: number }>('GET', '/_local/requests')).total,
    addService,
    stop: () => child.kill(),
  };
}

/** One request on a connection of its own: one that is kept would be closed while we wait for a measured program. */
export function send(url: string, method: string, body?: unknown, token?: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (data: string) => {
        text += data;
      });
      answer.on('end', () => {
        if (answer.statusCode !== undefined && answer.statusCode < 300) resolve(text);
        else reject(new Error(`${method} ${url} answered ${answer.statusCode}: ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (data: string) => {
      text += data;
      if (text.includes('\n')) resolve(text);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`the program ended with ${code}`)));
  });
}
