import type { Change, Store } from './store.ts';

/**
 * Collects what changes during a request and keeps it with one write at the end.
 * What could not be kept stays in line for the next write, so that memory and file come together again.
 */
export class Journal {
  readonly #store: Store | null;
  #waiting: Change[] = [];
  #isLoading = false;

  constructor(store: Store | null) {
    this.#store = store;
  }

  readonly record = (change: Change): void => {
    if (this.#store && !this.#isLoading) this.#waiting.push(change);
  };

  /** Hands every kept record to `put` without keeping it once more. */
  replay(put: (record: Change) => void): void {
    if (!this.#store) return;
    this.#isLoading = true;
    try {
      for (const record of this.#store.load()) put(record);
    } finally {
      this.#isLoading = false;
    }
  }

  /** @throws PortDoraError FILE_UNWRITABLE */
  flush(): void {
    if (!this.#store || this.#waiting.length === 0) return;
    this.#store.write(this.#waiting);
    this.#waiting = [];
  }

  close(): void {
    this.#store?.close();
  }
}
