import { createRedactor } from '../../../src/host/redactor.ts';
import { createPortClient, type PortClient } from '../../../src/port/client.ts';
import { openNodeTransport } from '../../../src/port/http/node-transport.ts';
import { portAddress } from '../../../src/port/region.ts';
import type { SessionSettings } from '../../../src/port/session.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import {
  routedServer,
  type Script,
  type ScriptedServer,
  type SeenRequest,
} from './scripted-server.ts';

export const clientId = 'the-client-id';
export const clientSecret = 'the-planted/client+secret';

/** A JSON Web Token that ends at an epoch in seconds; nothing in it is signed. */
export function tokenUntil(exp: number, extra = 'x'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp, extra })}.signature`;
}

export const loginAnswer = (accessToken: string, expiresIn = 10_800): Script => ({
  json: { ok: true, accessToken, expiresIn, tokenType: 'Bearer' },
});

export const isLogin = ({ url }: SeenRequest): boolean => url === '/v1/auth/access_token';

/** A scripted Port: logins answer with a token, all other requests by the scripts in order. */
export async function scriptedPort(...scripts: readonly Script[]): Promise<ScriptedServer> {
  let next = 0;
  return routedServer((request) => {
    if (isLogin(request)) return loginAnswer('token-1');
    next += 1;
    return scripts[Math.min(next, scripts.length) - 1] ?? {};
  });
}

export interface TestClient {
  readonly client: PortClient;
  readonly clock: FakeClock;
  readonly lines: string[];
  close(): Promise<void>;
}

/** A client of a server in this process, with a clock that sleeping moves and without chance. */
export function testClient(
  server: Pick<ScriptedServer, 'url'>,
  overrides: Partial<SessionSettings> = {},
): TestClient {
  const clock = fakeClock();
  const lines: string[] = [];
  const connections = openNodeTransport();
  const client = createPortClient({
    address: portAddress({ baseUrl: server.url }),
    credentials: { clientId, clientSecret },
    transport: connections.send,
    clock,
    random: () => 0.5,
    secrets: createRedactor(),
    version: '1.2.3',
    log: { debug: (line) => lines.push(line), info: (line) => lines.push(line) },
    ...overrides,
  });
  return { client, clock, lines, close: connections.close };
}

/** Runs something that must fail, and gives what it threw. */
export async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}
