import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inFlight } from '../../src/backfill/in-flight.ts';
import { createChannel } from '../../src/backfill/sending/channel.ts';
import { groupEntities, type Outgoing } from '../../src/backfill/sending/group-entities.ts';

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield item;
}

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const taken: Item[] = [];
  for await (const item of items) taken.push(item);
  return taken;
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const entity = (name: string, text = ''): Outgoing<string> => ({
  entity: { identifier: name, properties: { text } },
  origin: name,
});

describe('grouping entities', () => {
  test('any number of entities takes as few requests as Port allows, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(130), async (count) => {
        const names = Array.from({ length: count }, (_, index) => `d${index}`);
        const groups = await all(groupEntities(from(names.map((name) => entity(name)))));
        expect(groups).toHaveLength(Math.ceil(count / 20));
        expect(groups.flat().map(({ origin }) => origin)).toEqual(names);
      }),
    );
  });

  test('a request never exceeds the limit of bytes unless a single entity does', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(sizes, async (lengths) => {
        const limits = { entities: 7, underBytes: 500 };
        const outgoing = lengths.map((length, index) => entity(`d${index}`, 'x'.repeat(length)));
        for (const group of await all(groupEntities(from(outgoing), limits))) {
          const body = JSON.stringify(group.map((one) => one.entity));
          if (group.length > 1) expect(Buffer.byteLength(body)).toBeLessThan(501);
          expect(group.length).toBeLessThanOrEqual(7);
        }
      }),
    );
  });
});

describe('working on a stream', () => {
  test('never more than so many items are under way, and all are done', async () => {
    let [now, most] = [0, 0];
    const done: number[] = [];
    await inFlight(from([...Array(50).keys()]), 4, async (item) => {
      now += 1;
      most = Math.max(most, now);
      await turn();
      now -= 1;
      done.push(item);
    });
    expect(most).toBe(4);
    expect(done.sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
  });

  test('the first failure ends it and is thrown; what was not begun is not taken', async () => {
    const begun: number[] = [];
    const work = inFlight(from([...Array(50).keys()]), 2, async (item) => {
      begun.push(item);
      await turn();
      if (item === 5) throw new Error('five');
    });
    await expect(work).rejects.toThrow('five');
    expect(begun.length).toBeLessThan(10);
  });
});

describe('a channel', () => {
  test('hands on all items in order, while makers wait for room', async () => {
    const channel = createChannel<number>(3);
    let made = 0;
    const make = async (): Promise<void> => {
      for (let item = 0; item < 20; item++) {
        await channel.push(item);
        made += 1;
      }
      channel.end();
    };
    const making = make();
    await turn();
    expect(made).toBe(3);
    expect(await all(channel)).toEqual([...Array(20).keys()]);
    await making;
  });

  test('a taker that leaves frees the makers', async () => {
    const channel = createChannel<number>(1);
    const pushes = [channel.push(1), channel.push(2), channel.push(3)];
    for await (const item of channel) if (item === 1) break;
    expect((await Promise.all(pushes)).slice(-1)).toEqual([false]);
  });
});
