import type { Jq } from '../../jq/load-jq.ts';
import { loadJq } from '../../jq/load-jq.ts';
import type { Change } from '../store/store.ts';
import type { StoredIntegration } from './integration.ts';

/** The integrations of an account by installation id, with the jq that runs their mappings. */
export class Integrations {
  readonly #byId = new Map<string, StoredIntegration>();
  readonly #onChange: (change: Change) => void;
  #jq: Jq | null = null;

  constructor(onChange: (change: Change) => void) {
    this.#onChange = onChange;
  }

  get(installationId: string): StoredIntegration | undefined {
    return this.#byId.get(installationId);
  }

  list(): readonly StoredIntegration[] {
    return [...this.#byId.values()];
  }

  put(stored: StoredIntegration): void {
    const id = stored.integration.installationId;
    this.#byId.set(id, stored);
    this.#onChange({ kind: 'integration', id, value: stored });
  }

  delete(installationId: string): void {
    if (!this.#byId.delete(installationId)) return;
    this.#onChange({ kind: 'integration', id: installationId, value: null });
  }

  clear(): void {
    for (const id of [...this.#byId.keys()]) this.delete(id);
  }

  /** Loads jq when a control path is about integrations. */
  async ready(path = '/_local/integrations'): Promise<void> {
    if (path.startsWith('/_local/integrations')) this.#jq ??= await loadJq();
  }

  /** Only after `ready`. */
  get jq(): Jq {
    if (!this.#jq) throw new Error('jq is not loaded');
    return this.#jq;
  }
}
