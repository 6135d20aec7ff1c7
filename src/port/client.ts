import { ApiError } from './api-error.ts';
import type { PortBlueprint } from './blueprint.ts';
import type { UpsertResult } from './bulk.ts';
import { type EntityInput, type PortEntity, parseEntity } from './entity.ts';
import { checkEntityIdentifier } from './identifier.ts';
import { objectOrEmpty, textOrNull } from './json.ts';
import { routes } from './routes.ts';
import type { EntitySearch } from './search.ts';
import { createPortSession, type PortSession, type SessionSettings } from './session.ts';

/** The account behind the credentials. */
export interface PortOrganization {
  readonly id: string | null;
  readonly name: string | null;
}

/** The Port API, as far as this project uses it. Every method throws `ApiError` when Port does not do what was asked. */
export interface PortClient extends PortSession {
  /** Creates the entity or changes the keys that are given. @throws PortDoraError OPTION_INVALID for a bad identifier. */
  upsertEntity(blueprint: string, entity: EntityInput): Promise<PortEntity>;
  /** The same for many; never throws for what happens to single entities or batches but says it for each input. */
  upsertEntities(
    blueprint: string,
    entities: readonly EntityInput[],
  ): Promise<readonly UpsertResult[]>;
  /** `null` when there is no such entity, or no such blueprint. */
  getEntity(blueprint: string, entity: string): Promise<PortEntity | null>;
  searchEntities(blueprint: string, search?: EntitySearch): AsyncIterableIterator<PortEntity>;
  /** `null` when there is no such blueprint. */
  getBlueprint(blueprint: string): Promise<PortBlueprint | null>;
  listBlueprints(): Promise<readonly PortBlueprint[]>;
  /** The cheapest request that needs a valid token. */
  getOrganization(): Promise<PortOrganization>;
}

export function createPortClient(settings: SessionSettings): PortClient {
  const session = createPortSession(settings);
  return {
    request: session.request,
    get requestCount() {
      return session.requestCount;
    },
    async upsertEntity(blueprint, entity) {
      checkEntityIdentifier(entity.identifier);
      const answer = await session.request(routes.upsertEntity, {
        params: { blueprint },
        body: entity,
      });
      const written = parseEntity(answer.body.entity);
      if (written === null) throw await answer.unreadable('an answer without the entity');
      return written;
    },
    async upsertEntities(blueprint, entities) {
      const { upsertInBatches } = await import('./bulk.ts');
      return upsertInBatches(session, blueprint, entities);
    },
    async getEntity(blueprint, entity) {
      const params = { blueprint, entity };
      const answer = await nullWhenMissing(session.request(routes.getEntity, { params }));
      if (answer === null) return null;
      const found = parseEntity(answer.body.entity);
      if (found === null) throw await answer.unreadable('an answer without the entity');
      return found;
    },
    async *searchEntities(blueprint, search = {}) {
      const { searchPages } = await import('./search.ts');
      yield* searchPages(session, blueprint, search);
    },
    async getBlueprint(blueprint) {
      const params = { blueprint };
      const answer = await nullWhenMissing(session.request(routes.getBlueprint, { params }));
      if (answer === null) return null;
      const { parseBlueprint } = await import('./blueprint.ts');
      const found = parseBlueprint(answer.body.blueprint);
      if (found === null) throw await answer.unreadable('an answer without the blueprint');
      return found;
    },
    async listBlueprints() {
      const answer = await session.request(routes.listBlueprints, {});
      const { blueprints } = answer.body;
      if (!Array.isArray(blueprints)) throw await answer.unreadable('an answer without blueprints');
      const { parseBlueprint } = await import('./blueprint.ts');
      return blueprints.flatMap((one) => parseBlueprint(one) ?? []);
    },
    async getOrganization() {
      const { body } = await session.request(routes.getOrganization, {});
      const { id, name } = objectOrEmpty(body.organization);
      return { id: textOrNull(id), name: textOrNull(name) };
    },
  };
}

/** Only Port's own 404 counts: that of another server at a wrong address has another code. */
async function nullWhenMissing<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404 && thrown.code !== 'API_UNREADABLE')
      return null;
    throw thrown;
  }
}
