/** Work that begins after the answer has been sent. */
export class Later {
  readonly #waiting = new Set<NodeJS.Immediate>();
  readonly #afterwards: () => void;

  /** `afterwards` runs when a task is done, and may throw: the data file then catches up with the next request. */
  constructor(afterwards: () => void) {
    this.#afterwards = afterwards;
  }

  run(task: () => void): void {
    const immediate = setImmediate(() => {
      this.#waiting.delete(immediate);
      task();
      try {
        this.#afterwards();
      } catch {
        // Nobody waits for this answer; the changes stay in line.
      }
    });
    this.#waiting.add(immediate);
  }

  /** Drops what has not begun. */
  clear(): void {
    for (const immediate of this.#waiting) clearImmediate(immediate);
    this.#waiting.clear();
  }
}
