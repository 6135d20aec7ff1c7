import type { EntityInput } from '../../port/entity.ts';

/** An entity on its way to Port, and what it was made from. */
export interface Outgoing<Origin> {
  readonly entity: EntityInput;
  readonly origin: Origin;
}

/** What one request to Port may hold. */
export interface GroupLimits {
  readonly entities: number;
  /** Bytes of JSON that the entities together stay under. */
  readonly underBytes: number;
}

// Port's page "Create/upsert multiple entities": 20 entities; its OpenAPI description: 1 MiB, of which the frame takes some.
export const bulkLimits: GroupLimits = { entities: 20, underBytes: 1024 * 1024 - 1024 };

/** Groups a stream of entities into as few requests as Port's limits allow, keeping their order. */
export async function* groupEntities<Origin>(
  outgoing: AsyncIterable<Outgoing<Origin>>,
  limits: GroupLimits = bulkLimits,
): AsyncGenerator<readonly Outgoing<Origin>[]> {
  let group: Outgoing<Origin>[] = [];
  let bytes = 0;
  for await (const one of outgoing) {
    const size = Buffer.byteLength(JSON.stringify(one.entity)) + 1;
    if (
      group.length === limits.entities ||
      (group.length > 0 && bytes + size >= limits.underBytes)
    ) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(one);
    bytes += size;
  }
  if (group.length > 0) yield group;
}
