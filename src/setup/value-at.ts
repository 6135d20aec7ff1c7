import { mapOf } from '../catalog/blueprint-things.ts';
import type { Place } from '../catalog/thing.ts';
import { isJsonObject, type JsonObject, objectOrEmpty, textOrNull } from '../port/json.ts';
import type { Account } from './account.ts';
import { resourceIdentity } from './resource-identity.ts';

/** The definition that stands at a place of an account, in the form in which the catalog has it; `null` for nothing. */
export function valueAt(account: Account, place: Place): JsonObject | null {
  const { kind, owner, id } = place;
  switch (kind) {
    case 'blueprint':
      return pick(account.blueprints.get(id)?.raw, ['title', 'icon', 'description']);
    case 'property':
      return at(account.blueprints.get(owner)?.properties, id);
    case 'relation':
    case 'mirror':
    case 'aggregation':
    case 'calculation':
      return at(objectOrEmpty(account.blueprints.get(owner)?.raw[mapOf[kind]]), id);
    case 'scorecard':
      return pick(find(account.scorecards.get(owner), id), ['title', 'levels', 'filter', 'rules']);
    case 'page':
      return pick(find(account.pages, id), ['title', 'icon', 'description', 'type', 'widgets']);
    case 'mapping':
      return resourceAt(account, owner, id);
    case 'entity': {
      const title = account.entities.get(owner)?.get(id);
      return title === undefined ? null : { title };
    }
  }
}

/** The map of a blueprint in which an id is taken, whatever the kind; properties of all kinds share one space. */
export function takenBy(account: Account, owner: string, id: string): Place['kind'] | null {
  const kinds = ['property', 'mirror', 'aggregation', 'calculation'] as const;
  return kinds.find((kind) => valueAt(account, { kind, owner, id }) !== null) ?? null;
}

const at = (map: JsonObject | undefined, id: string): JsonObject | null => {
  const value = map !== undefined && Object.hasOwn(map, id) ? map[id] : undefined;
  return isJsonObject(value) ? value : null;
};

const find = (list: readonly JsonObject[] | undefined, id: string): JsonObject | undefined =>
  list?.find(({ identifier }) => identifier === id);

function pick(object: JsonObject | undefined, keys: readonly string[]): JsonObject | null {
  if (object === undefined) return null;
  return Object.fromEntries(
    keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]] as const])),
  );
}

function resourceAt({ integrations }: Account, integration: string, id: string): JsonObject | null {
  const found = integrations.find((one) => integrationId(one) === integration);
  return resourcesOf(found ?? {}).find((one) => resourceIdentity(one) === id) ?? null;
}

/** Integrations are addressed by their installation. */
export const integrationId = (one: JsonObject): string =>
  textOrNull(one.installationId) ?? textOrNull(one.identifier) ?? '';

export function resourcesOf(integration: JsonObject): readonly JsonObject[] {
  const { resources } = objectOrEmpty(integration.config);
  return Array.isArray(resources) ? resources.filter(isJsonObject) : [];
}
