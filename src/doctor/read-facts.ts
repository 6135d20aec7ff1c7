import { readRunContext } from '../ci/read-run-context.ts';
import type { RunContext } from '../deployment/run-context.ts';
import { presentValue } from '../host/present-value.ts';
import { ApiError } from '../port/api-error.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import { proxyFor } from '../port/http/proxy-route.ts';
import { tokenExpiry } from '../port/token-expiry.ts';
import type { DoctorInput } from './doctor-input.ts';
import type { CredentialFacts, Facts, MachineFacts } from './facts.ts';
import { probePort } from './read/probe-port.ts';
import { readCodeHost } from './read/read-code-host.ts';
import { readDeployments } from './read/read-deployments.ts';
import { readIncidents } from './read/read-incidents.ts';
import { readIntegrations } from './read/read-integrations.ts';
import { readServices } from './read/read-services.ts';
import { attempt, attemptWith, notRead, type Reading } from './reading.ts';

/** Reads everything that the checks judge, side by side where one does not need the other; never throws. */
export async function readFacts(input: DoctorInput, end: AbortSignal): Promise<Facts> {
  const { address, names, ownProperties, host } = input;
  const now = host.clock.now();
  const [machine, account, run] = await Promise.all([
    readMachine(input, end),
    readAccount(input, now, end),
    readRun(input, end),
  ]);
  return { now, address, names, ownProperties, machine, ...account, ...run };
}

async function readMachine(
  { node, address, host }: DoctorInput,
  end: AbortSignal,
): Promise<MachineFacts> {
  const proxy = await attempt(async () => {
    const route = await proxyFor(address.api, host.env);
    for (const secret of route?.secrets ?? []) host.secrets.add(secret);
    return route?.url ?? null;
  }, end);
  return { node, proxy, hasOwnAuthority: presentValue(host.env.NODE_EXTRA_CA_CERTS) !== null };
}

type AccountFacts = Omit<
  Facts,
  'now' | 'address' | 'names' | 'ownProperties' | 'machine' | 'context' | 'codeHost'
>;

async function readAccount(
  input: DoctorInput,
  now: number,
  end: AbortSignal,
): Promise<AccountFacts> {
  const probe = await attempt(
    async () => probePort({ ...input, ...input.host, transport: await input.openTransport() }, end),
    end,
  );
  const port = await openAccount(input, probe, end);
  const access = await attemptWith(port, noAccount, (open) => open.getOrganization(), end);
  const credentials = await aboutCredentials(input, 'error' in port ? port : access, end);
  const opened: typeof port = 'value' in access ? port : notRead(noAccount);
  const read = <T>(task: (open: Port) => Promise<T>) => attemptWith(opened, noAccount, task, end);
  const setup = read(() => input.readSetup());
  const blueprints = await read(async (open) => byIdentifier(await open.listBlueprints()));
  const world = worldOf(opened, blueprints);
  const content = await readContent(input, { now, end, world, setup });
  return { probe, credentials, blueprints, ...content };
}

type Port = Awaited<ReturnType<DoctorInput['openPort']>>;

const noAccount = 'there is no access to the account';

async function openAccount(
  { missing, openPort }: DoctorInput,
  probe: Facts['probe'],
  end: AbortSignal,
): Promise<Reading<Port>> {
  if (missing.length > 0) return notRead('there are no credentials');
  if ('error' in probe) return notRead('the Port API could not be reached');
  if ('value' in probe && !probe.value.isPort) {
    // Credentials are for Port alone.
    return notRead('what answers there is not the Port API, so it gets no credentials');
  }
  return attempt(openPort, end);
}

const byIdentifier = (list: readonly PortBlueprint[]): ReadonlyMap<string, PortBlueprint> =>
  new Map(list.map((one) => [one.identifier, one]));

/** An account that can be read, and its blueprints. */
interface World {
  readonly port: Port;
  readonly blueprints: ReadonlyMap<string, PortBlueprint>;
}

interface Opened {
  readonly now: number;
  readonly end: AbortSignal;
  readonly world: Reading<World>;
  readonly setup: Promise<Facts['setup']>;
}

function worldOf(port: Reading<Port>, blueprints: Facts['blueprints']): Reading<World> {
  if (!('value' in port)) return 'notRead' in port ? port : notRead(noAccount);
  if ('value' in blueprints) return { value: { port: port.value, blueprints: blueprints.value } };
  return 'notRead' in blueprints ? blueprints : notRead('the blueprints could not be read');
}

async function readContent(
  { names }: DoctorInput,
  { now, end, world, setup }: Opened,
): Promise<
  Pick<AccountFacts, 'setup' | 'services' | 'deployments' | 'incidents' | 'integrations'>
> {
  const read = <T>(task: (from: World) => Promise<T>) => attemptWith(world, noAccount, task, end);
  const of = <T>(id: string, task: (from: World, one: PortBlueprint) => Promise<T>) => {
    const blueprint = 'value' in world ? world.value.blueprints.get(id) : undefined;
    if ('value' in world && !blueprint) return notRead(`there is no blueprint ${id}`);
    return read((from) => task(from, blueprint as PortBlueprint));
  };
  const chosen = async (): Promise<readonly string[]> => {
    const known = await setup;
    return 'value' in known ? known.value.incidents : [];
  };
  const [services, deployments, incidents, integrations] = await Promise.all([
    of(names.service, ({ port }) => readServices(port, names)),
    of(names.deployment, ({ port }, one) => readDeployments(port, one, names, now)),
    read(async ({ port, blueprints }) => readIncidents(port, blueprints, await chosen(), now)),
    read(({ port, blueprints }) => readIntegrations(port, blueprints, names)),
  ]);
  return { setup: await setup, services, deployments, incidents, integrations };
}

async function aboutCredentials(
  { accessToken, missing, otherRegion }: DoctorInput,
  organization: CredentialFacts['organization'],
  end: AbortSignal,
): Promise<CredentialFacts> {
  const token = accessToken?.trim().replace(/^Bearer\s+/i, '');
  const other =
    isRefused(organization) && otherRegion ? await attempt(otherRegion.login, end) : null;
  // A region that did not answer says nothing about the credentials.
  const isKnown = other !== null && ('value' in other || isRefused(other));
  return {
    missing,
    organization,
    isReadyToken: token !== undefined,
    tokenEnd: token === undefined ? null : tokenExpiry(token),
    otherRegion:
      isKnown && otherRegion ? { region: otherRegion.region, isTheirs: 'value' in other } : null,
  };
}

const isRefused = (reading: Reading<unknown>): boolean =>
  'error' in reading && reading.error instanceof ApiError && reading.error.status === 401;

async function readRun(
  { host, githubToken, fetch, deadline }: DoctorInput,
  end: AbortSignal,
): Promise<Pick<Facts, 'context' | 'codeHost'>> {
  const hints = { jobId: null, jobStatus: null, ci: null };
  const context = await attempt(async () => (await readRunContext(host, hints)).context, end);
  const asked = 'value' in context ? whyNotAsked(context.value, githubToken) : null;
  if (asked !== null) return { context, codeHost: notRead(asked) };
  const { env, clock } = host;
  const codeHost = await attemptWith(
    context,
    'the run could not be read',
    (known) =>
      readCodeHost({
        context: known,
        token: githubToken ?? '',
        env,
        clock,
        fetch,
        deadline,
        signal: end,
      }),
    end,
  );
  return { context, codeHost };
}

/** Only the runner of GitHub says where its API is, and that the token is its own. */
function whyNotAsked({ ci, repository }: RunContext, token: string | undefined): string | null {
  if (ci !== 'github') return 'this is no job of GitHub Actions';
  if (repository.slug === null) return 'the repository is not known';
  return token
    ? null
    : 'there is no `github-token`: give the step `GITHUB_TOKEN: ${{ github.token }}`';
}
