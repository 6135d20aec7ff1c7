import { asPortDoraError } from '../errors/port-dora-error.ts';
import type { EntityInput, PortEntity } from '../port/entity.ts';
import type { ReportPort } from './report-port.ts';
import type { Problem } from './report-result.ts';

/** Port's answer to one entity. */
export type Sent =
  /** `entity` is `null` after a bulk request, which does not show it. */
  | { readonly ok: true; readonly entity: PortEntity | null }
  /** `mayFit`: without what the blueprint does not know, Port may take it. */
  | { readonly ok: false; readonly problem: Problem; readonly mayFit: boolean };

/** Sends one entity by the single route and several by the bulk route; answers in the order of the entities. Never throws. */
export async function send(
  port: ReportPort,
  blueprint: string,
  entities: readonly EntityInput[],
): Promise<readonly Sent[]> {
  const [only] = entities;
  try {
    if (only && entities.length === 1) {
      return [{ ok: true, entity: await port.upsertEntity(blueprint, only) }];
    }
    const results = await port.upsertEntities(blueprint, entities);
    return results.map((result) =>
      result.error ? failed(result.error) : { ok: true, entity: null },
    );
  } catch (thrown) {
    return entities.map(() => failed(thrown));
  }
}

/** 404 and 422 are what a blueprint answers to what it does not know. */
function failed(thrown: unknown): Sent {
  const { code, message, hint } = asPortDoraError(thrown);
  const status = (thrown as { readonly status?: unknown } | null)?.status;
  return { ok: false, problem: { code, message, hint }, mayFit: status === 404 || status === 422 };
}
