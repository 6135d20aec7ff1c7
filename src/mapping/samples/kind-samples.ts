/** A payload in the shape in which an integration hands it to a mapping. */
export interface Sample {
  /** What it is, after "a" or "an": `merged pull request`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What it is as a deployment: its result, or why it is none. Absent: its payload does not tell. */
  readonly deployment?: 'Success' | 'Failed' | { readonly not: string };
}

/** A choice for the time of a deployment that is not when it was deployed. */
export interface OtherTime {
  /** What the time is, after "when": `the run was queued`. */
  readonly meaning: string;
  /** The field to read in its place. */
  readonly better: string;
  /** Whether it can be hours and days away, or is mostly near. */
  readonly isFar: boolean;
}

/** What the integration asks its tool for when the selector does not say. */
export interface FetchRule {
  /** The key in `selector`, dots for keys in keys. */
  readonly option: string;
  /** The field of the payload that it chooses by. */
  readonly field: string;
  /** What is fetched without the key; `null` for everything. */
  readonly absent: readonly string[] | null;
  /** Another key that widens what is fetched, with what it adds. */
  readonly also?: { readonly option: string; readonly adds: readonly string[] };
}

/** What the integration forgets: entities of older items go with the next resync. */
export interface FetchWindow {
  /** Keys in `selector` of which one at least says how far back to go. */
  readonly options: readonly string[];
  /** What holds without them, in words. */
  readonly absent: string;
}

/** What is known of one kind of one integration: enough to try a mapping without the tool. */
export interface KindSamples {
  readonly integration: string;
  readonly kind: string;
  readonly about: 'deployment' | 'incident';
  /** Different things, each as it may come; no two are the same thing at two times. */
  readonly samples: readonly Sample[];
  /** Whether the samples have all keys that such a payload has at its top. */
  readonly isWhole: boolean;
  /** Fields that the tool leaves empty at times, dots for keys in keys. */
  readonly nullable: readonly string[];
  /** Fields whose words are the tool's; all others hold what people chose. */
  readonly words: readonly string[];
  readonly otherTimes?: Readonly<Record<string, OtherTime>>;
  readonly fetch?: FetchRule;
  readonly window?: FetchWindow;
  /** Fields that belong to the fork of a contributor where there is one. */
  readonly ofFork?: readonly string[];
  /** Blueprints whose entities the integration's own mapping makes, with how it identifies the one that a payload is about. */
  readonly identifiers?: Readonly<Record<string, string>>;
}
