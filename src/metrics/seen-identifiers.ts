/** Tells identifiers that came before, at 12 to 24 bytes each however long they are. */
export interface SeenIdentifiers {
  /** The number under which the identifier was first added; `null` when this is the first time. */
  add(identifier: string, number: number): number | null;
}

/**
 * Keeps 64 bits of hash instead of the text: among a million identifiers two that differ are taken for one with a chance
 * of about one in thirty million.
 */
export function createSeenIdentifiers(): SeenIdentifiers {
  let capacity = 1024;
  let table = emptyTable(capacity);
  let size = 0;

  /** Where the hash stands, or the free place for it. */
  const placeOf = (high: number, low: number): number => {
    let place = low & (capacity - 1);
    while (
      table.numbers[place] !== 0 &&
      (table.highs[place] !== high || table.lows[place] !== low)
    ) {
      place = (place + 1) & (capacity - 1);
    }
    return place;
  };

  const grow = (): void => {
    const { highs, lows, numbers } = table;
    capacity *= 2;
    table = emptyTable(capacity);
    numbers.forEach((number, index) => {
      if (number === 0) return;
      const [high, low] = [highs[index] ?? 0, lows[index] ?? 0];
      put(placeOf(high, low), high, low, number);
    });
  };

  const put = (place: number, high: number, low: number, number: number): void => {
    table.highs[place] = high;
    table.lows[place] = low;
    table.numbers[place] = number;
  };

  return {
    add(identifier, number) {
      const [high, low] = hash(identifier);
      const place = placeOf(high, low);
      const before = table.numbers[place] ?? 0;
      if (before !== 0) return before - 1;
      put(place, high, low, number + 1);
      size += 1;
      if (size > capacity * 0.7) grow();
      return null;
    },
  };
}

function emptyTable(capacity: number) {
  return {
    highs: new Uint32Array(capacity),
    lows: new Uint32Array(capacity),
    /** One more than the number that was given; 0 where nothing stands. */
    numbers: new Uint32Array(capacity),
  };
}

/** Two 32-bit hashes with different multipliers, mixed at the end so that like texts land far apart. */
function hash(text: string): readonly [high: number, low: number] {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high >>> 0, low >>> 0];
}
