import { nodeSha256 } from '../../../src/host/node-sha256.ts';
import type { Applied } from '../../../src/setup/apply-plan.ts';
import {
  applySetup,
  type Planned,
  planRemoval,
  planSetup,
  removeSetup,
  type SetupInput,
} from '../../../src/setup/setup.ts';
import { type Account, startAccount } from '../../account/start-account.ts';
import { ownNames } from '../../catalog/own-names.ts';
import { testClient } from '../../port/support/port-script.ts';

/** A Port account on which setup can be tried, with everything that it holds. */
export interface SetupAccount extends Account {
  plan(input?: Partial<SetupInput>): Promise<Planned>;
  /** Plans and applies. */
  apply(input?: Partial<SetupInput>): Promise<Applied>;
  remove(): Promise<Applied | null>;
  planRemoval(): ReturnType<typeof planRemoval>;
  /** All that setup could touch, without times. */
  snapshot(): Promise<Snapshot>;
}

export type Snapshot = Readonly<Record<string, unknown>>;

type Blueprint = Readonly<Record<string, unknown>> & { readonly identifier: string };

/** Starts an account that holds these blueprints, and entities by blueprint. */
export async function startSetupAccount(
  blueprints: readonly object[],
  entities: Readonly<Record<string, readonly object[]>> = {},
): Promise<SetupAccount> {
  const account = await startAccount({ model: 'none' });
  for (const blueprint of blueprints) await account.call('POST', '/v1/blueprints', blueprint);
  for (const [blueprint, list] of Object.entries(entities)) {
    for (const entity of list) {
      await account.call('POST', `/v1/blueprints/${blueprint}/entities?upsert=true`, entity);
    }
  }
  const port = testClient(account, {
    credentials: {
      clientId: String(account.env.PORT_CLIENT_ID),
      clientSecret: String(account.env.PORT_CLIENT_SECRET),
    },
  });
  const plan = (input: Partial<SetupInput> = {}) =>
    planSetup(port.client, {
      asked: {},
      names: ownNames,
      catalogVersion: '1.0.0',
      sha256: nodeSha256,
      ...input,
    });
  const effects = { sha256: nodeSha256, onStep: () => undefined };
  return {
    ...account,
    plan,
    apply: async (input) => applySetup(port.client, await plan(input), effects),
    planRemoval: () => planRemoval(port.client),
    remove: async () => {
      const removal = await planRemoval(port.client);
      return removal && removeSetup(port.client, removal, effects);
    },
    snapshot: () => snapshot(account),
    close: async () => {
      await port.close();
      await account.close();
    },
  };
}

async function snapshot({ call }: Account): Promise<Snapshot> {
  const { blueprints } = (await call('GET', '/v1/blueprints')) as { blueprints: Blueprint[] };
  const held: Record<string, unknown> = {};
  for (const blueprint of blueprints) {
    held[`blueprint ${blueprint.identifier}`] = timeless(blueprint);
    const path = `/v1/blueprints/${blueprint.identifier}`;
    held[`entities ${blueprint.identifier}`] = timeless(await call('GET', `${path}/entities`));
    held[`scorecards ${blueprint.identifier}`] = timeless(
      await orNothing(call('GET', `${path}/scorecards`)),
    );
  }
  held.pages = timeless(await orNothing(call('GET', '/v1/pages?compact=false')));
  held.integrations = timeless(await orNothing(call('GET', '/v1/integration')));
  return held;
}

/** Not every route is there in every account. */
const orNothing = (answer: Promise<unknown>): Promise<unknown> => answer.catch(() => null);

// Times, authors, and what the server makes up anew for each integration.
const stamps = new Set(['updatedAt', 'updatedBy', 'createdAt', 'createdBy', 'logIngestId']);

function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !stamps.has(key) || typeof one === 'object')
      .filter(([key, one]) => key !== 'id' || !String(one).startsWith('scorecard_'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, timeless(one)]),
  );
}
