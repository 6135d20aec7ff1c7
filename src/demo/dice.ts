/** Numbers that look random and are the same on every machine. */
export interface Dice {
  /** From the first number up to the second one. */
  between(from: number, to: number): number;
}

/** Park and Miller's generator: enough for a demo, and small. */
export function createDice(seed: number): Dice {
  let state = seed;
  return {
    between(from, to) {
      state = (state * 48_271) % 2_147_483_647;
      return from + (state / 2_147_483_647) * (to - from);
    },
  };
}
