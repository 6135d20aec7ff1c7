import type { BlueprintBody, Property, Relation } from './blueprint-body.ts';

type Filled =
  | 'relations'
  | 'mirrorProperties'
  | 'calculationProperties'
  | 'aggregationProperties'
  | 'schema'
  | 'ownership';
type AggregationProperty = NonNullable<BlueprintBody['aggregationProperties']>[string];

/** What a client decides about a blueprint, with every map there. */
export interface BlueprintDefinition extends Omit<BlueprintBody, Filled> {
  readonly schema: {
    readonly properties: Readonly<Record<string, Property>>;
    readonly required: readonly string[];
  };
  readonly relations: Readonly<Record<string, Relation>>;
  readonly mirrorProperties: Readonly<NonNullable<BlueprintBody['mirrorProperties']>>;
  readonly calculationProperties: Readonly<NonNullable<BlueprintBody['calculationProperties']>>;
  readonly aggregationProperties: Readonly<Record<string, StoredAggregation>>;
  readonly ownership?: StoredOwnership | undefined;
}

/** A blueprint as it is kept and shown. */
export interface Blueprint extends BlueprintDefinition {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** A path filter is `null` when it named what did not exist. */
export type StoredAggregation = Omit<AggregationProperty, 'pathFilter'> & {
  readonly pathFilter?: AggregationProperty['pathFilter'] | null;
};

/** The path of inherited ownership is `null` when it named what did not exist. */
export type StoredOwnership =
  | { readonly type: 'Direct'; readonly title?: string | undefined }
  | {
      readonly type: 'Inherited';
      readonly path: string | null;
      readonly title?: string | undefined;
    };

export type { Property, Relation };

/** Blueprints of Port itself; clients neither create nor delete them. */
export function isSystemBlueprint(identifier: string): boolean {
  return identifier.startsWith('_');
}
