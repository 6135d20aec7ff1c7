import type { EventTrack } from '../deployment/tracked-event.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import { ApiError } from '../port/api-error.ts';
import type { PortClient } from '../port/client.ts';
import type { EntityInput } from '../port/entity.ts';
import { routes } from '../port/routes.ts';
import type { HostRepository } from './deployment-host.ts';
import { bulkLimits } from './sending/group-entities.ts';

/** Where the last run ended, for each repository: kept in Port, so that any machine can go on. */
export interface Places {
  /** RFC 3339; `null` for a repository that no run has finished. */
  placeOf(repository: HostRepository): string | null;
  /** Everything of the repository before this time is in Port. It is written with others, in bulk. */
  keep(repository: HostRepository, until: string): Promise<void>;
  /** Writes what is not written yet. @throws PortDoraError */
  end(): Promise<void>;
}

/** What tells one schedule from another: two of them may read the same repositories in different ways. */
export interface PlaceOwner {
  readonly from: string;
  readonly track: 'job' | EventTrack;
  readonly sha256: (text: string) => string;
}

const blueprint = {
  identifier: 'port_dora_backfill',
  title: 'Backfill of Deployments',
  icon: 'DefaultProperty',
  description: 'How far port-dora backfill has read each repository; written by it alone',
  schema: {
    properties: {
      repository: { title: 'Repository', type: 'string' },
      from: { title: 'From', type: 'string' },
      track: { title: 'Track', type: 'string' },
      until: {
        title: 'Read Until',
        type: 'string',
        format: 'date-time',
        description: 'Deployments before this time are in Port',
      },
    },
    required: [],
  },
  mirrorProperties: {},
  calculationProperties: {},
  aggregationProperties: {},
  relations: {},
} as const;

/** Reads all places at once; makes their blueprint where it is missing, if they are going to be kept. @throws ApiError */
export async function openPlaces(
  port: Pick<PortClient, 'request' | 'getBlueprint' | 'searchEntities' | 'upsertEntities'>,
  owner: PlaceOwner,
  areKept: boolean,
): Promise<Places> {
  const name = blueprint.identifier;
  const places = new Map<string, string>();
  if (await port.getBlueprint(name)) {
    for await (const { identifier, properties } of port.searchEntities(name, { limit: 1000 }))
      if (typeof properties.until === 'string') places.set(identifier, properties.until);
  } else if (areKept) await createBlueprint(port);
  const waiting: EntityInput[] = [];
  const write = async (): Promise<void> => {
    const results = await port.upsertEntities(name, waiting.splice(0));
    const error = results.find((result) => result.error)?.error;
    if (error) throw error;
  };
  return {
    placeOf: (repository) => places.get(identifierOf(repository, owner)) ?? null,
    async keep(repository, until) {
      const { from, track } = owner;
      waiting.push({
        identifier: identifierOf(repository, owner),
        title: repository.slug,
        properties: { repository: repository.slug, from, track, until },
      });
      if (waiting.length >= bulkLimits.entities) await write();
    },
    async end() {
      if (waiting.length > 0) await write();
    },
  };
}

/** Shards start at the same time: that another one was first is no trouble. */
async function createBlueprint({ request }: Pick<PortClient, 'request'>): Promise<void> {
  try {
    await request(routes.createBlueprint, { body: blueprint });
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 409) return;
    if (!(thrown instanceof PortDoraError)) throw thrown;
    throw new PortDoraError(
      thrown.code,
      `the place of this run cannot be kept: ${thrown.message}`,
      {
        hint: 'use credentials that may create blueprints once, or leave --incremental out',
        cause: thrown,
      },
    );
  }
}

/** Slugs hold characters that Port refuses, so the hash tells them apart. */
const identifierOf = ({ slug }: HostRepository, { from, track, sha256 }: PlaceOwner): string =>
  `${from}-${track}-${sha256(slug).slice(0, 32)}`;
