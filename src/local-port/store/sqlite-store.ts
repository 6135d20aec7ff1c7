import { randomUUID } from 'node:crypto';
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import { nodeClock } from '../../host/node-clock.ts';
import type { Change, RecordKind, Store } from './store.ts';

/** Grows when older files can no longer be read as they are. */
const format = 1;

/** No transaction of a live process takes this long, so an older lock is what a killed process left behind. */
const staleLockMs = 3_000;

/** A record keeps its first position when it is put again, so loading gives the order of creation. */
const schema = `
  CREATE TABLE IF NOT EXISTS owner (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS records (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, id)
  );
  PRAGMA user_version = ${format};
`;

/** Opens or creates a data file. @throws PortDoraError FILE_UNREADABLE, FILE_UNWRITABLE */
export async function openSqliteStore(file: string): Promise<Store> {
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    await freeStaleLock(path);
    return new SqliteStore(path);
  } catch (cause) {
    if (cause instanceof PortDoraError) throw cause;
    throw new PortDoraError('FILE_UNREADABLE', `cannot open the data file ${file}`, {
      hint: 'give a file that the local Port has written, or one that does not exist yet in a folder that you may write to',
      cause,
    });
  }
}

/** The library locks with a folder beside the file; one that stays is left from a process that was killed. */
async function freeStaleLock(path: string): Promise<void> {
  const lock = `${path}.lock`;
  for (;;) {
    const held = statSync(lock, { throwIfNoEntry: false });
    if (!held) return;
    // The machine's clock, whatever time the server plays: it dates the files too.
    if (nodeClock.now() - held.mtimeMs > staleLockMs) {
      rmdirSync(lock);
      return;
    }
    await nodeClock.sleep(50);
  }
}

class SqliteStore implements Store {
  readonly #path: string;
  readonly #database: sqlite.Database;
  readonly #id = randomUUID();

  constructor(path: string) {
    this.#path = path;
    this.#database = new sqlite.Database(path);
    try {
      this.#prepare();
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  *load(): Iterable<Change> {
    const rows = this.#database.all('SELECT kind, id, value FROM records ORDER BY position');
    for (const row of rows as { kind: RecordKind; id: string; value: string }[]) {
      yield { kind: row.kind, id: row.id, value: JSON.parse(row.value) as object };
    }
  }

  write(changes: readonly Change[]): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      this.#checkOwner();
      this.#apply(changes);
      this.#database.exec('COMMIT');
    } catch (cause) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      if (cause instanceof PortDoraError) throw cause;
      throw new PortDoraError('FILE_UNWRITABLE', `cannot write the data file ${this.#path}`, {
        hint: 'make room on the disk and check who may write to the file; nothing is lost while this server runs',
        cause,
      });
    }
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #prepare(): void {
    const found = this.#database.get('PRAGMA user_version') as { user_version: number };
    if (found.user_version > format) {
      throw new PortDoraError('FILE_UNREADABLE', `${this.#path} was written by a newer version`, {
        hint: 'use the version that wrote it, or another data file',
      });
    }
    // A crash of the process loses nothing; only a crash of the machine could.
    this.#database.exec('PRAGMA synchronous = OFF');
    this.#database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
    this.#database.run('INSERT OR REPLACE INTO owner (only, id) VALUES (1, ?)', [this.#id]);
  }

  /** Each server holds all of the state in memory, so two of them would undo each other's changes. */
  #checkOwner(): void {
    const owner = this.#database.get('SELECT id FROM owner') as { id: string } | null;
    if (owner?.id === this.#id) return;
    throw new PortDoraError('FILE_UNWRITABLE', `another local Port has taken ${this.#path}`, {
      hint: 'stop one of the two, or give each a data file of its own',
    });
  }

  #apply(changes: readonly Change[]): void {
    const put = this.#database.prepare(
      `INSERT INTO records (kind, id, value) VALUES (?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value`,
    );
    const remove = this.#database.prepare('DELETE FROM records WHERE kind = ? AND id = ?');
    try {
      for (const { kind, id, value } of changes) {
        if (value === null) remove.run([kind, id]);
        else put.run([kind, id, JSON.stringify(value)]);
      }
    } finally {
      put.finalize();
      remove.finalize();
    }
  }
}
