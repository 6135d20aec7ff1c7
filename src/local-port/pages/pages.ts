import type { Change } from '../store/store.ts';
import type { StoredPage } from './page.ts';

/** The pages of an account in the order of creation, by identifier. */
export class Pages {
  readonly #pages = new Map<string, StoredPage>();
  readonly #onChange: (change: Change) => void;

  constructor(onChange: (change: Change) => void) {
    this.#onChange = onChange;
  }

  get(identifier: string): StoredPage | undefined {
    return this.#pages.get(identifier);
  }

  list(): readonly StoredPage[] {
    return [...this.#pages.values()];
  }

  put(stored: StoredPage): void {
    const id = stored.page.identifier;
    this.#pages.set(id, stored);
    this.#onChange({ kind: 'page', id, value: stored });
  }

  delete(identifier: string): void {
    if (!this.#pages.delete(identifier)) return;
    this.#onChange({ kind: 'page', id: identifier, value: null });
  }

  clear(): void {
    for (const { page } of this.list()) this.delete(page.identifier);
  }
}
