/** Work that begins after the answer has been sent. */
export class Later {
  readonly #waiting = new Map<NodeJS.Immediate, () => void>();
  readonly #afterwards: () => void;

  /** `afterwards` runs when a task is done, and may throw: the data file then catches up with the next request. */
  constructor(afterwards: () => void) {
    this.#afterwards = afterwards;
  }

  run(task: () => void): void {
    const begin = (): void => {
      this.#waiting.delete(immediate);
      task();
      try {
        this.#afterwards();
      } catch {
        // Nobody waits for this answer; the changes stay in line.
      }
    };
    const immediate = setImmediate(begin);
    this.#waiting.set(immediate, begin);
  }

  /** Does at once what has not begun. */
  finish(): void {
    for (const [immediate, begin] of this.#waiting) {
      clearImmediate(immediate);
      begin();
    }
  }

  /** Drops what has not begun. */
  clear(): void {
    for (const immediate of this.#waiting.keys()) clearImmediate(immediate);
    this.#waiting.clear();
  }
}
