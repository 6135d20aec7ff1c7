/**
 * Where Port's documentation is silent the local Port has to choose; each choice is a switch with a default and
 * alternatives, so that a client can be tried under all of them. The first value of each list is the default.
 */
export const behaviours = {
  /** A search relation that matches no entity. */
  searchRelationNoMatch: ['null', '404', '422'],
  /** What a search relation without a match does to the value that an updated entity already has. */
  searchRelationNoMatchOnMerge: ['clears', 'keeps'],
  /** A search relation that matches several entities on a relation that takes one. */
  searchRelationManyMatches: ['422', 'first'],
  /** The status of an upsert that updated an entity. */
  upsertUpdateStatus: ['201', '200'],
  /** The answer to a successful `validation_only` request. */
  validationOnlyAnswer: ['ok', 'entity'],
  /** The status of a bulk upsert of which every item failed. */
  bulkAllFailed: ['207', '422'],
  /** `expiresIn` when a token that was issued before is handed out again. */
  reusedTokenExpiresIn: ['remaining', 'full'],
  /** `Retry-After` on a 429. */
  rateLimitRetryAfter: ['seconds', 'date', 'absent'],
  /** What `x-ratelimit-reset` counts: seconds since the epoch, or seconds from now. */
  rateLimitReset: ['epoch', 'delta'],
  /** The body of a 429: Port's envelope, or the page of a load balancer. */
  rateLimitBody: ['json', 'html'],
  /** How PATCH treats the maps of a blueprint (properties, relations, mirror properties, ...). */
  patchBlueprintMaps: ['merged', 'replaced'],
  /** How `merge=true` and PATCH treat a property of type object. */
  mergeObjectProperties: ['replaced', 'deep'],
  /** A property key that the blueprint does not have. */
  unknownProperty: ['422', 'dropped'],
  /** Whether overriding an entity applies the defaults of its blueprint again, as creation does. */
  defaultsOnOverride: ['absent', 'applied'],
  /** Keys in `calculationSpec` that its kind does not know. */
  extraCalculationSpecKeys: ['422', 'stripped'],
  /** Which texts a property of format `date-time` takes. */
  dateTimeFormat: ['rfc3339', 'anything'],
  /** A calculation property whose jq does not compile: taken, and always `null`, or refused. */
  calculationDoesNotCompile: ['accepted', '422'],
  /** A calculation whose result is not of the property's type or format. */
  calculationMismatch: ['null', 'kept'],
  /** What `.relations` of a calculation holds: identifiers, or `{identifier, title}` as in older accounts. */
  calculationRelations: ['identifiers', 'entities'],
  /** When aggregation properties are worked out. */
  aggregationFreshness: ['on-read', 'every-15-minutes'],
  /** An aggregation over no entities or values: 0 for count and sum and `null` for the rest, always 0, or always `null`. */
  aggregationOfNothing: ['0-for-counts', '0', 'null'],
  /** An aggregation without a path where several paths of relations lead to its target. */
  aggregationWithoutPath: ['all-paths', 'null-when-several'],
  /** What an average per hour, day, week or month divides by: the intervals from the first entity to the last, or to now. */
  averageSpan: ['first-to-last', 'first-to-now'],
  /** Entities without the property, or without the time, that is averaged. */
  averageMissing: ['left-out', 'counted'],
  /** When searches stop to find a deleted entity. */
  deletes: ['immediate', 'delayed'],
  /** Whether widgets carry the time and author of their creation, as the published schema lets them. */
  widgetStamps: ['absent', 'present'],
  /** Whether errors carry `details` beside the three keys of the published envelope. */
  errorDetails: ['absent', 'present'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

/** The name of a switch. */
export type BehaviourName = keyof typeof behaviours;

/** One chosen value for each switch. */
export type Behaviour = { readonly [Name in BehaviourName]: (typeof behaviours)[Name][number] };
