import { randomBytes } from 'node:crypto';
import type { Change } from '../store/store.ts';

/** A deletion of all entities of a blueprint, which Port carries out after it has answered. */
export interface Migration {
  readonly id: string;
  readonly actor: string;
  readonly sourceBlueprint: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'FAILURE';
  readonly successCount: number;
  readonly failureCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Migrations by id. */
export class Migrations {
  readonly #byId = new Map<string, Migration>();
  readonly #onChange: (change: Change) => void;

  constructor(onChange: (change: Change) => void) {
    this.#onChange = onChange;
  }

  get(id: string): Migration | undefined {
    return this.#byId.get(id);
  }

  start(actor: string, sourceBlueprint: string, now: string): Migration {
    const id = `migration_${randomBytes(8).toString('hex')}`;
    const migration: Migration = {
      id,
      actor,
      sourceBlueprint,
      status: 'RUNNING',
      successCount: 0,
      failureCount: 0,
      createdAt: now,
      updatedAt: now,
    };
    this.put(migration);
    return migration;
  }

  put(migration: Migration): void {
    this.#byId.set(migration.id, migration);
    this.#onChange({ kind: 'migration', id: migration.id, value: migration });
  }

  clear(): void {
    for (const id of this.#byId.keys()) this.#onChange({ kind: 'migration', id, value: null });
    this.#byId.clear();
  }
}
