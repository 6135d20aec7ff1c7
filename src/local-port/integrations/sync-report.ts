/** What a sync did, in the numbers and words that Port's audit log would show. */
export interface SyncReport {
  readonly upserted: readonly EntityName[];
  readonly deleted: readonly EntityName[];
  /** Items without an entity, and why. */
  readonly dropped: readonly {
    readonly kind: string;
    readonly reason: string;
    readonly message: string;
  }[];
  /** Filters that failed, so that `null` was sent in their place. */
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
  /** Entities that Port refused, and parts of the mapping that cannot be read. */
  readonly errors: readonly { readonly entity: EntityName | null; readonly message: string }[];
}

export interface EntityName {
  readonly blueprint: string;
  readonly identifier: string;
}

/** A report that grows while a sync runs. */
export function emptyReport() {
  return {
    upserted: [] as EntityName[],
    deleted: [] as EntityName[],
    dropped: [] as SyncReport['dropped'][number][],
    warnings: [] as SyncReport['warnings'][number][],
    errors: [] as SyncReport['errors'][number][],
  } satisfies SyncReport;
}

export type GrowingReport = ReturnType<typeof emptyReport>;
