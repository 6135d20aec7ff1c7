/** The way from the root of a mapping file to a value in it. */
export type YamlPath = readonly (string | number)[];

/** Lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A jq filter at its place below `mappings`, for instance `['properties', 'createdAt']`. */
export interface MappingLeaf {
  readonly path: YamlPath;
  readonly filter: string;
}

/** One block of a mapping: the items of one kind that pass the selector become entities of one blueprint. */
export interface MappingResource {
  readonly kind: string;
  /** Whether an item is mapped; jq that gives `true` or `false`. */
  readonly query: string;
  /** What else stands in `selector`: how the integration fetches the items, for instance `states` or `since`. */
  readonly fetch: Readonly<Record<string, unknown>>;
  /** jq that gives a list: each of its items is mapped in place of the payload. */
  readonly itemsToParse: string | null;
  /** The key under which such an item stands in the payload. */
  readonly itemsToParseName: string;
  /** What is below `mappings`, with a jq filter at every leaf. */
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly leaves: readonly MappingLeaf[];
  /** Where it stands in the file. */
  readonly path: YamlPath;
}

/** What keeps a text from being a mapping. */
export interface MappingProblem {
  readonly message: string;
  readonly position: Position | null;
}

/** A mapping file as it was read. Where there are problems, the resources are those that could be read nevertheless. */
export interface ParsedMapping {
  readonly resources: readonly MappingResource[];
  /** What stands beside `resources`, for instance `deleteDependentEntities`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly problems: readonly MappingProblem[];
  /** The whole file as JSON; `null` when it is no YAML. */
  readonly content: unknown;
  /** Where the value at a path begins; `null` when there is none. */
  readonly where: (path: YamlPath) => Position | null;
  /** Where the key at a path begins; `null` when there is none. */
  readonly whereKey: (path: YamlPath) => Position | null;
}

/**
 * Which of Port's programs runs the filters: Ocean since 0.30.1 takes single quotes at the edges of words for double ones,
 * as Port's own services do; integrations that somebody hosts in an older version (`legacy`) do not.
 */
export type MappingEngine = 'ocean' | 'legacy';

/** An entity as an integration sends it to Port. */
export interface MappedEntity {
  /** A search query in place of an identifier is an object. */
  readonly identifier: string | Readonly<Record<string, unknown>>;
  readonly blueprint: string;
  readonly title?: unknown;
  readonly icon?: unknown;
  readonly team?: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
}

/** A filter that failed or gave nothing, so that `null` is sent in its place. */
export interface MappingWarning {
  readonly path: YamlPath;
  readonly message: string;
}

export type DropReason =
  | 'items-not-a-list'
  | 'selector-false'
  | 'selector-not-boolean'
  | 'selector-failed'
  | 'no-identifier'
  | 'no-blueprint';

/** What became of one item: an entity, or why there is none. */
export type MappingOutcome =
  | {
      readonly kind: 'entity';
      readonly entity: MappedEntity;
      readonly warnings: readonly MappingWarning[];
    }
  | {
      readonly kind: 'dropped';
      readonly reason: DropReason;
      readonly message: string;
      readonly warnings: readonly MappingWarning[];
    };
