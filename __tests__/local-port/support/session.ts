import type { FaultRequest } from '../../../src/local-port/control/fault.ts';
import {
  type LocalPort,
  type LocalPortOptions,
  startLocalPort,
} from '../../../src/local-port/index.ts';

/** An entity as the API shows it. */
export interface Shown {
  readonly identifier: string;
  readonly title: string | null;
  readonly blueprint: string;
  readonly team: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Everything that a body of an answer may hold; a test says what it expects of it. */
export interface ReplyBody {
  readonly ok?: boolean;
  readonly error?: string;
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly entity: Shown;
  readonly entities: readonly Shown[];
  readonly next?: string;
  readonly blueprint: Readonly<Record<string, unknown>>;
  readonly blueprints: readonly Readonly<Record<string, unknown>>[];
  readonly migrationId: string;
  readonly migration: Readonly<Record<string, unknown>>;
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly count: number;
  readonly now: string;
  readonly errors: readonly Readonly<Record<string, unknown>>[];
  readonly deletedEntities: readonly string[];
  readonly matchingBlueprints: readonly string[];
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReplyBody;
}

/** A client of one running local Port, logged in when it was opened. */
export interface Session {
  readonly port: LocalPort;
  token: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** The same without a token. */
  anonymous(method: string, path: string, body?: unknown): Promise<Reply>;
  /** A new token. */
  login(): Promise<Reply>;
  /** Creates or merges an entity and expects success. */
  upsert(blueprint: string, entity: object): Promise<Shown>;
  /** Creates a blueprint and expects success. */
  define(blueprint: object): Promise<void>;
  /** Identifiers that a query finds in one blueprint. */
  find(blueprint: string, ...rules: readonly object[]): Promise<string[]>;
  fault(fault: FaultRequest): Promise<void>;
  behave(changes: object): Promise<void>;
  setClock(body: object): Promise<void>;
}

const opened: LocalPort[] = [];

/** Starts a local Port and logs in. */
export async function open(options: LocalPortOptions = {}): Promise<Session> {
  const port = await startLocalPort(options);
  opened.push(port);
  const session = sessionOf(port);
  session.token = (await session.login()).body.accessToken;
  return session;
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((port) => port.close()));
}

/** The path of an entity, or of all entities of a blueprint. */
export function entityPath(blueprint: string, identifier?: string): string {
  const all = `/v1/blueprints/${encodeURIComponent(blueprint)}/entities`;
  return identifier === undefined ? all : `${all}/${encodeURIComponent(identifier)}`;
}

/** The query that means: update what is sent and keep the rest. */
export const merge = '?upsert=true&merge=true';

/** A blueprint with the given properties and relations. */
export function blueprint(
  identifier: string,
  properties: object = {},
  rest: object = {},
): Readonly<Record<string, unknown>> {
  return { identifier, title: identifier, schema: { properties }, ...rest };
}

function sessionOf(port: LocalPort): Session {
  const request = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Reply> => {
    const response = await fetch(port.url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as ReplyBody,
    };
  };
  const session: Session = {
    port,
    token: '',
    call: (method, path, body, headers) =>
      request(method, path, body, { authorization: `Bearer ${session.token}`, ...headers }),
    anonymous: (method, path, body) => request(method, path, body, {}),
    login: () =>
      session.anonymous('POST', '/v1/auth/access_token', {
        clientId: port.clientId,
        clientSecret: port.clientSecret,
      }),
    async upsert(name, entity) {
      const reply = await session.call('POST', entityPath(name) + merge, entity);
      if (reply.status >= 300) throw new Error(`${reply.status} ${reply.body.message}`);
      return reply.body.entity;
    },
    async define(definition) {
      const reply = await session.call('POST', '/v1/blueprints', definition);
      if (reply.status !== 201) throw new Error(`${reply.status} ${reply.body.message}`);
    },
    async find(name, ...rules) {
      const reply = await session.call('POST', `${entityPath(name)}/search`, {
        query: { combinator: 'and', rules },
        limit: 1000,
      });
      if (reply.status !== 200) throw new Error(`${reply.status} ${reply.body.message}`);
      return reply.body.entities.map(({ identifier }) => identifier);
    },
    fault: (fault) => expectOk(session.anonymous('POST', '/_local/faults', fault)),
    behave: (changes) => expectOk(session.anonymous('PUT', '/_local/behaviour', changes)),
    setClock: (body) => expectOk(session.anonymous('PUT', '/_local/clock', body)),
  };
  return session;
}

async function expectOk(reply: Promise<Reply>): Promise<void> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`${status} ${body.message}`);
}
