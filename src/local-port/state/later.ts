/** Work that begins after the answer has been sent. */
export class Later {
  readonly #waiting = new Set<NodeJS.Immediate>();

  run(task: () => void): void {
    const immediate = setImmediate(() => {
      this.#waiting.delete(immediate);
      task();
    });
    this.#waiting.add(immediate);
  }

  /** Drops what has not begun. */
  clear(): void {
    for (const immediate of this.#waiting) clearImmediate(immediate);
    this.#waiting.clear();
  }
}
