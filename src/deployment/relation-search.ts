/** The search by which Port finds the other end of a relation. Source: Port's page "Mapping relations using search queries". */
export interface RelationSearch {
  readonly combinator: 'and';
  readonly rules: readonly [RelationRule];
}

type RelationRule =
  | { readonly property: string; readonly operator: '='; readonly value: string }
  | { readonly property: string; readonly operator: 'in'; readonly value: readonly string[] };
