/** One item of a batch: its position in the input and its JSON. */
export interface BatchItem {
  readonly index: number;
  readonly json: string;
}

export interface BatchLimits {
  readonly maxItems: number;
  /** Bytes that the whole body must stay under. */
  readonly underBytes: number;
}

// Port's page "Create/upsert multiple entities": 20 entities; its OpenAPI description: 1 MiB per request.
export const portBatchLimits: BatchLimits = { maxItems: 20, underBytes: 1024 * 1024 };

const opening = '{"entities":[';
const closing = ']}';

/** The exact body of a bulk request. */
export const batchBody = (batch: readonly BatchItem[]): string =>
  `${opening}${batch.map(({ json }) => json).join(',')}${closing}`;

/** Batches in the given order, each within both limits, and the items that are too large to be sent at all. */
export function splitBatches(
  items: readonly BatchItem[],
  { maxItems, underBytes }: BatchLimits,
): {
  readonly batches: readonly (readonly BatchItem[])[];
  readonly tooLarge: readonly BatchItem[];
} {
  const batches: BatchItem[][] = [];
  const tooLarge: BatchItem[] = [];
  const frame = opening.length + closing.length;
  let batch: BatchItem[] = [];
  let size = frame;
  for (const item of items) {
    const bytes = Buffer.byteLength(item.json);
    if (frame + bytes >= underBytes) {
      tooLarge.push(item);
      continue;
    }
    if (batch.length === 0 || batch.length === maxItems || size + 1 + bytes >= underBytes) {
      batch = [];
      batches.push(batch);
      size = frame - 1; // the first item has no comma before it
    }
    batch.push(item);
    size += 1 + bytes;
  }
  return { batches, tooLarge };
}
