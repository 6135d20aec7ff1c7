import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { batchBody, portBatchLimits, splitBatches } from '../../src/port/batches.ts';
import { planBulk } from '../../src/port/bulk-plan.ts';

const itemsOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ index, json: JSON.stringify({ text }) }));

describe('batches', () => {
  test('keep the order, lose nothing and hold both limits', () => {
    const limits = { maxItems: 5, underBytes: 200 };
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, (list) => {
        const items = itemsOf(list);
        const { batches, tooLarge } = splitBatches(items, limits);
        const sent = batches.flat();
        expect(sent).toEqual(items.filter((item) => !tooLarge.includes(item)));
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(limits.maxItems);
          expect(Buffer.byteLength(batchBody(batch))).toBeLessThan(limits.underBytes);
          expect(JSON.parse(batchBody(batch))).toEqual({
            entities: batch.map(({ json }) => JSON.parse(json) as unknown),
          });
        }
        for (const item of tooLarge) {
          expect(Buffer.byteLength(batchBody([item]))).toBeGreaterThanOrEqual(limits.underBytes);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are as few as the limits allow: no two neighbours would fit in one', () => {
    const limits = { maxItems: 4, underBytes: 150 };
    const texts = fc.array(fc.string({ maxLength: 50 }), { maxLength: 40 });
    fc.assert(
      fc.property(texts, (list) => {
        const { batches } = splitBatches(itemsOf(list), limits);
        for (const [index, batch] of batches.entries()) {
          const [next] = batches[index + 1] ?? [];
          if (!next) continue;
          const joined = [...batch, next];
          const fits =
            joined.length <= limits.maxItems &&
            Buffer.byteLength(batchBody(joined)) < limits.underBytes;
          expect(fits).toBe(false);
        }
      }),
    );
  });

  test('of small entities have twenty each', () => {
    const { batches } = splitBatches(itemsOf(Array(401).fill('x')), portBatchLimits);
    expect(batches.map(({ length }) => length)).toEqual([...Array(20).fill(20), 1]);
  });

  test('stay under one mebibyte to the byte', () => {
    const frame = Buffer.byteLength(batchBody(itemsOf([''])));
    const fitting = itemsOf(['x'.repeat(1024 * 1024 - 1 - frame)]);
    expect(Buffer.byteLength(batchBody(fitting))).toBe(1024 * 1024 - 1);
    expect(splitBatches(fitting, portBatchLimits).tooLarge).toEqual([]);
    const tooLarge = itemsOf(['x'.repeat(1024 * 1024 - frame)]);
    expect(splitBatches(tooLarge, portBatchLimits)).toEqual({ batches: [], tooLarge });
  });

  test('of nothing are none', () => {
    expect(splitBatches([], portBatchLimits)).toEqual({ batches: [], tooLarge: [] });
  });
});

describe('the plan of a bulk write', () => {
  test('has one item for entities with the same identifier, with what the later ones change', () => {
    const plan = planBulk([
      { identifier: 'a', title: 'first', properties: { x: 1, y: 1 }, relations: { r: 's' } },
      { identifier: 'b' },
      { identifier: 'a', properties: { y: 2, z: null } },
    ]);
    expect(plan.batches.flat().map(({ json }) => JSON.parse(json) as unknown)).toEqual([
      {
        identifier: 'a',
        title: 'first',
        properties: { x: 1, y: 2, z: null },
        relations: { r: 's' },
      },
      { identifier: 'b' },
    ]);
    expect(plan.itemOf).toEqual([0, 1, 0]);
    expect(plan.problems).toEqual([null, null, null]);
  });

  test('names what cannot be sent, and goes on without it', () => {
    const plan = planBulk([
      { identifier: 'bad one' },
      { identifier: 'good' },
      { identifier: 'huge', properties: { x: 'x'.repeat(1024 * 1024) } },
    ]);
    expect(plan.problems).toMatchObject([
      { code: 'OPTION_INVALID' },
      null,
      { code: 'API_TOO_LARGE' },
    ]);
    expect(plan.batches.flat()).toHaveLength(1);
  });

  test('finds each input again by its item', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '', 'bad one'), { maxLength: 60 });
    fc.assert(
      fc.property(letters, (identifiers) => {
        const plan = planBulk(identifiers.map((identifier) => ({ identifier })));
        const items = plan.batches.flat();
        expect(items).toHaveLength(new Set(identifiers.filter((one) => /^\w$/.test(one))).size);
        identifiers.forEach((identifier, input) => {
          const item = items.find(({ index }) => index === plan.itemOf[input]);
          if (plan.problems[input]) expect(identifier).not.toMatch(/^\w$/);
          else expect(JSON.parse(item?.json ?? '{}')).toEqual({ identifier });
        });
      }),
    );
  });
});
