import { type PortEntity, parseEntity } from './entity.ts';
import type { JsonObject } from './json.ts';
import { routes } from './routes.ts';
import type { PortAnswer, PortSession } from './session.ts';

/** A search among the entities of one blueprint. */
export interface EntitySearch {
  /** `{combinator, rules}`; absent for all entities. */
  readonly query?: JsonObject;
  /** Properties and relations to get; their identifiers come always. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Entities per request, 1 to 1000; Port takes 200 when absent. */
  readonly limit?: number;
}

/** The entities found, page by page: the next page is asked for when the loop gets there. */
export async function* searchPages(
  session: PortSession,
  blueprint: string,
  { query, include, exclude, limit }: EntitySearch,
): AsyncGenerator<PortEntity, void, undefined> {
  const body = {
    ...(query ? { query } : {}),
    ...(include ? { include: [...new Set(['$identifier', ...include])] } : {}),
    ...(exclude ? { exclude } : {}),
    ...(limit ? { limit } : {}),
  };
  let from: string | null = null;
  do {
    const input = { params: { blueprint }, body: from === null ? body : { ...body, from } };
    const answer: PortAnswer = await session.request(routes.searchEntities, input);
    const { entities, next } = answer.body;
    if (!Array.isArray(entities)) throw await answer.unreadable('an answer without entities');
    for (const one of entities) {
      const entity = parseEntity(one);
      if (entity === null) throw await answer.unreadable('an entity without identifier');
      yield entity;
    }
    if (next === from && from !== null) throw await answer.unreadable('the same page again');
    from = typeof next === 'string' && next !== '' ? next : null;
  } while (from !== null);
}
