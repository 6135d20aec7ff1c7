import { readFileSync } from 'node:fs';
import { recordRequests } from '../../src/entry/record-requests.ts';
import type { LoggedRequest } from '../../src/local-port/http/request-log.ts';
import { type Behaviour, type FaultRequest, startLocalPort } from '../../src/local-port/index.ts';

/** An entity as the local Port shows it. */
export interface ShownEntity {
  readonly identifier: string;
  readonly title: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
}

/** A Port account for one test, on a local Port of its own. */
export interface Account {
  readonly url: string;
  /** The variables with which a job reaches it. */
  readonly env: Readonly<Record<string, string>>;
  deployments(): Promise<readonly ShownEntity[]>;
  /** What the reporter sent since the account stood: method and route, logins too. */
  requests(): Promise<readonly LoggedRequest[]>;
  fault(fault: FaultRequest): Promise<void>;
  behave(behaviour: Partial<Behaviour>): Promise<void>;
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** A request to the control routes, below `/_local`. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const catalog = (name: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../../catalog/blueprints/${name}.json`, import.meta.url), 'utf8'),
  );

/** The deployment blueprint as a person makes it from Port's guide: three properties, and lead time as a mirror. */
const guideBlueprint = {
  identifier: 'deployment',
  title: 'Deployment',
  icon: 'Rocket',
  schema: {
    properties: {
      createdAt: { title: 'Deployment Time', type: 'string', format: 'date-time' },
      environment: {
        title: 'Environment',
        type: 'string',
        enum: ['Production', 'Staging', 'Testing'],
      },
      deploymentStatus: { title: 'Deployment Status', type: 'string', enum: ['Success', 'Failed'] },
    },
    required: [],
  },
  mirrorProperties: {
    leadTimeHours: { title: 'Lead Time (Hours)', path: 'pullRequest.leadTimeHours' },
  },
  relations: {
    service: { title: 'Service', target: 'service', required: false, many: false },
    pullRequest: {
      title: 'Pull Request',
      target: 'githubPullRequest',
      required: false,
      many: false,
    },
  },
};

const pullRequestBlueprint = {
  identifier: 'githubPullRequest',
  title: 'Pull Request',
  schema: { properties: { leadTimeHours: { title: 'Lead time', type: 'number' } }, required: [] },
  relations: {},
};

const models = {
  catalog: () => [catalog('service'), catalog('deployment')],
  guide: () => [catalog('service'), pullRequestBlueprint, guideBlueprint],
  none: () => [],
} as const;

/** Starts an account with a data model and services with these titles; the reporter's requests are recorded if asked for. */
export async function startAccount({
  model = 'catalog',
  services = ['shop'],
  behaviour = {},
}: {
  readonly model?: keyof typeof models;
  readonly services?: readonly string[];
  readonly behaviour?: Partial<Behaviour>;
} = {}): Promise<Account> {
  const local = await startLocalPort({ behaviour });
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<unknown> => {
    const response = await fetch(`${local.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', connection: 'close', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  };
  const credentials = { clientId: local.clientId, clientSecret: local.clientSecret };
  const { accessToken } = (await send('POST', '/v1/auth/access_token', credentials)) as {
    accessToken: string;
  };
  const call: Account['call'] = (method, path, body) =>
    send(method, path, body, { authorization: `Bearer ${accessToken}`, 'user-agent': 'test' });
  for (const blueprint of models[model]()) await call('POST', '/v1/blueprints', blueprint);
  if (model !== 'none') {
    for (const title of services) {
      const body = { identifier: `acme/${title}`, title, properties: {}, relations: {} };
      await call('POST', '/v1/blueprints/service/entities?upsert=true', body);
    }
  }
  await send('DELETE', '/_local/requests');
  const requests = async (): Promise<readonly LoggedRequest[]> => {
    const { requests: all } = (await send('GET', '/_local/requests')) as {
      requests: LoggedRequest[];
    };
    return all.filter(({ headers }) => headers['user-agent'] !== 'test');
  };
  return {
    url: local.url,
    env: {
      PORT_BASE_URL: local.url,
      PORT_CLIENT_ID: local.clientId,
      PORT_CLIENT_SECRET: local.clientSecret,
    },
    deployments: async () => {
      const answer = await call('GET', '/v1/blueprints/deployment/entities');
      return (answer as { entities: ShownEntity[] }).entities;
    },
    requests,
    fault: async (fault) => void (await send('POST', '/_local/faults', fault)),
    behave: async (change) => void (await send('PUT', '/_local/behaviour', change)),
    call,
    control: send,
    close: async () => {
      await recordRequests(local);
      await local.close();
    },
  };
}
