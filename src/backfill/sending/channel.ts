/** A queue between those who make items and those who take them; making waits while it is full. */
export interface Channel<Item> extends AsyncIterable<Item> {
  /** Resolves when there is room, and `false` when nobody takes items any more. */
  push(item: Item): Promise<boolean>;
  /** No further items will come. */
  end(): void;
}

export function createChannel<Item>(capacity: number): Channel<Item> {
  const items: Item[] = [];
  let isEnded = false;
  let isLeft = false;
  const wake: (() => void)[] = [];
  const changed = (): void => {
    for (const one of wake.splice(0)) one();
  };
  const change = (): Promise<void> => new Promise((resolve) => wake.push(resolve));
  async function* take(): AsyncGenerator<Item> {
    try {
      for (;;) {
        const [item] = items.splice(0, 1);
        if (item !== undefined) {
          changed();
          yield item;
        } else if (isEnded) return;
        else await change();
      }
    } finally {
      isLeft = true;
      changed();
    }
  }
  return {
    async push(item) {
      while (items.length >= capacity && !isLeft) await change();
      if (isLeft) return false;
      items.push(item);
      changed();
      return true;
    },
    end() {
      isEnded = true;
      changed();
    },
    [Symbol.asyncIterator]: take,
  };
}
