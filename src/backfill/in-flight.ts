/**
 * Works on the items of a stream, a few at a time, and pulls the next one only when there is room: memory does not
 * grow with the stream. The first failure ends it, after what is under way.
 */
export async function inFlight<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = stream(items);
  let isOver = false;
  const worker = async (): Promise<void> => {
    while (!isOver) {
      const next = await iterator.next();
      if (next.done) {
        isOver = true;
        return;
      }
      await work(next.value);
    }
  };
  const workers = Array.from({ length: atOnce }, async () => {
    try {
      await worker();
    } catch (thrown) {
      isOver = true;
      throw thrown;
    }
  });
  const ends = await Promise.allSettled(workers);
  await iterator.return();
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}

async function* stream<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
): AsyncGenerator<Item, void> {
  yield* items;
}
