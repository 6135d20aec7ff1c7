import { readCatalog } from '../catalog/read-catalog.ts';
import { type Place, type ThingKind, thingKinds } from '../catalog/thing.ts';
import { isJsonObject, type JsonObject, objectOrEmpty, textOrNull } from '../port/json.ts';
import { settled } from './same-definition.ts';

/** One thing that setup has put into an account. */
export interface ManifestEntry {
  /** Its key in the catalog. */
  readonly key: string;
  /** Where it stands in the account. */
  readonly at: Place;
  /** What stood there before setup first wrote it; `null` when nothing did. */
  readonly before: JsonObject | null;
  /** How the catalog had it when it was last written; `null` for a known mistake that was taken away. */
  readonly ours: JsonObject | null;
  /** As it was written: ours, with what the user had changed in it. */
  readonly written: JsonObject | null;
}

/** What setup knows about an account from one run to the next; kept in the account itself. */
export interface Manifest {
  readonly catalogVersion: string;
  readonly choices: JsonObject;
  readonly entries: readonly ManifestEntry[];
}

/** Blueprint and entity that hold it. */
export const manifestPlace = { blueprint: 'port_dora_manifest', entity: 'setup' } as const;

/** The blueprint of the manifest. */
export const manifestBlueprint = (): JsonObject =>
  readCatalog(`blueprints/${manifestPlace.blueprint}.json`);

/** Whether writing the one over the other would change nothing. */
export function isSameManifest(one: Manifest, other: Manifest | null): boolean {
  const text = ({ catalogVersion, choices, entries }: Manifest): string =>
    JSON.stringify(
      settled({
        catalogVersion,
        choices,
        entries: [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)),
      }),
    );
  return other !== null && text(one) === text(other);
}

/** The manifest as an entity; a list, because Port may merge the keys of an object into those that it has. */
export function manifestEntity(
  { catalogVersion, choices, entries }: Manifest,
  sha256: (text: string) => string,
) {
  return {
    identifier: manifestPlace.entity,
    title: 'DORA metrics',
    properties: {
      catalogVersion,
      choices,
      things: entries.map(({ key, at, before, ours, written }) => ({
        key,
        at,
        before,
        ours,
        hash: sha256(JSON.stringify(written)),
        ...(JSON.stringify(written) === JSON.stringify(ours) ? {} : { written }),
      })),
    },
  };
}

/** The manifest in an entity's properties. */
export function parseManifest(properties: JsonObject): Manifest {
  const things = Array.isArray(properties.things) ? properties.things : [];
  return {
    catalogVersion: textOrNull(properties.catalogVersion) ?? '',
    choices: objectOrEmpty(properties.choices),
    entries: things.filter(isJsonObject).flatMap((one) => parseEntry(one) ?? []),
  };
}

function parseEntry(one: JsonObject): ManifestEntry | null {
  const at = parsePlace(objectOrEmpty(one.at));
  if (typeof one.key !== 'string' || at === null) return null;
  const ours = objectOrNull(one.ours);
  return {
    key: one.key,
    at,
    before: objectOrNull(one.before),
    ours,
    written: one.written === undefined ? ours : objectOrNull(one.written),
  };
}

function parsePlace({ kind, owner, id }: JsonObject): Place | null {
  const isKind = (thingKinds as readonly unknown[]).includes(kind);
  return isKind && typeof owner === 'string' && typeof id === 'string'
    ? { kind: kind as ThingKind, owner, id }
    : null;
}

const objectOrNull = (value: unknown): JsonObject | null => (isJsonObject(value) ? value : null);
