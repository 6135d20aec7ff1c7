import { ApiError } from '../port/api-error.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import { isJsonObject, type JsonObject } from '../port/json.ts';
import { routes } from '../port/routes.ts';
import type { Account, Unreadable } from './account.ts';
import { type Manifest, manifestPlace, parseManifest } from './manifest.ts';
import type { SetupPort } from './setup-port.ts';

/** What to read beyond what every run needs. */
export interface ReadInput {
  /** What the account calls services, where that is known. */
  readonly service: string | undefined;
  /** Blueprint whose entities are to become services. */
  readonly servicesFrom: string | undefined;
  /** Whether the blueprints of ours are to go: then it matters which of them hold entities. */
  readonly isRemoval: boolean;
}

const repositories = 'githubRepository';

/** Reads an account: a handful of requests, however large it is. */
export async function readAccount(port: SetupPort, input: ReadInput): Promise<Account> {
  const blueprints = new Map((await port.listBlueprints()).map((one) => [one.identifier, one]));
  const manifest = await readManifest(port, blueprints);
  const unreadable: Unreadable[] = [];
  const list = listReader(port, unreadable);
  const owners = [...scorecardOwners(manifest, input)].filter((id) => blueprints.has(id));
  const scorecards = new Map<string, readonly JsonObject[]>();
  for (const blueprint of owners) {
    scorecards.set(blueprint, await list('scorecards', { blueprint }));
  }
  const from = input.servicesFrom ?? keptSource(manifest);
  return {
    blueprints,
    scorecards,
    pages: await list('pages'),
    integrations: await list('integrations'),
    counts: await readCounts(port, blueprints, countedBlueprints(blueprints, manifest, input)),
    entities: await readEntities(port, blueprints, from),
    manifest,
    unreadable,
  };
}

/** The blueprints that may have a scorecard of ours. */
const scorecardOwners = (manifest: Manifest | null, { service }: ReadInput): Set<string> =>
  new Set([
    'service',
    repositories,
    ...(service ? [service] : []),
    ...(manifest?.entries ?? [])
      .filter(({ at }) => at.kind === 'scorecard')
      .map(({ at }) => at.owner),
  ]);

const keptSource = (manifest: Manifest | null): string | undefined => {
  const from = manifest?.choices.servicesFrom;
  return typeof from === 'string' ? from : undefined;
};

async function readManifest(
  port: SetupPort,
  blueprints: ReadonlyMap<string, PortBlueprint>,
): Promise<Manifest | null> {
  const { blueprint, entity } = manifestPlace;
  if (!blueprints.has(blueprint)) return null;
  const found = await port.getEntity(blueprint, entity);
  return found && parseManifest(found.properties);
}

const lists = {
  scorecards: routes.listScorecards,
  pages: routes.listPages,
  integrations: routes.listIntegrations,
} as const;

/** Reads lists that not everyone may read, and that not every server has; what could not be read is noted once. */
function listReader(port: SetupPort, unreadable: Unreadable[]) {
  return async (
    what: Unreadable['what'],
    params: Readonly<Record<string, string>> = {},
  ): Promise<readonly JsonObject[]> => {
    if (unreadable.some((one) => one.what === what)) return [];
    try {
      const { body } = await port.request(lists[what] as typeof routes.listPages, {
        params: params as Record<never, string>,
      });
      const found = body[what];
      return Array.isArray(found) ? found.filter(isJsonObject) : [];
    } catch (thrown) {
      const isRefused =
        thrown instanceof ApiError && (thrown.status === 403 || thrown.status === 404);
      if (!isRefused) throw thrown;
      const reason =
        thrown.status === 403
          ? 'these credentials may not read them'
          : 'this server does not have them';
      unreadable.push({ what, reason });
      return [];
    }
  };
}

/** Whether there are services decides where there are repositories instead; a removal must know what would be lost. */
function countedBlueprints(
  blueprints: ReadonlyMap<string, PortBlueprint>,
  manifest: Manifest | null,
  { isRemoval }: ReadInput,
): string[] {
  if (!isRemoval) return blueprints.has(repositories) ? ['service'] : [];
  return (manifest?.entries ?? [])
    .filter(({ at }) => at.kind === 'blueprint')
    .map(({ at }) => at.id);
}

async function readCounts(
  port: SetupPort,
  blueprints: ReadonlyMap<string, PortBlueprint>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const blueprint of ids.filter((id) => blueprints.has(id))) {
    const { body } = await port.request(routes.countEntities, { params: { blueprint } });
    if (typeof body.count === 'number') counts.set(blueprint, body.count);
  }
  return counts;
}

async function readEntities(
  port: SetupPort,
  blueprints: ReadonlyMap<string, PortBlueprint>,
  from: string | undefined,
): Promise<Account['entities']> {
  const read = new Map<string, ReadonlyMap<string, string>>();
  if (from === undefined) return read;
  for (const blueprint of [from, 'service'].filter((id) => blueprints.has(id))) {
    const titles = new Map<string, string>();
    const search = { include: ['$title'], limit: 1000 };
    for await (const { identifier, title } of port.searchEntities(blueprint, search)) {
      titles.set(identifier, title ?? identifier);
    }
    read.set(blueprint, titles);
  }
  return read;
}
