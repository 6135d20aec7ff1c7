/** What is kept over a restart. */
export type RecordKind =
  | 'blueprint'
  | 'entity'
  | 'scorecard'
  | 'migration'
  | 'page'
  | 'integration';

/** One record that was put, or deleted when `value` is `null`. */
export interface Change {
  readonly kind: RecordKind;
  readonly id: string;
  readonly value: object | null;
}

/** Where the state outlives the process. */
export interface Store {
  /** Every record in the order in which it was first put. */
  load(): Iterable<Change>;
  /** Keeps all changes, or none of them and throws. */
  write(changes: readonly Change[]): void;
  close(): void;
}
