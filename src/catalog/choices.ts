import type { IncidentTool } from './incident-tools.ts';

/** Code hosts whose pull or merge requests deployments can be related to. */
export const codeHosts = ['github', 'gitlab', 'azure'] as const;
export type CodeHost = (typeof codeHosts)[number];

/** The stretch of time, ending now, that every metric in Port covers. */
export const windows = ['last-week', 'last-month', 'last-3-months'] as const;
export type Window = (typeof windows)[number];

/** What deployment frequency is given per. */
export const intervals = ['hour', 'day', 'week', 'month'] as const;
export type Interval = (typeof intervals)[number];

/** Above services, what the metrics are rolled up to. */
export const levels = ['team', 'domain'] as const;
export type Level = (typeof levels)[number];

/** A metric's level and the relation of the service blueprint that leads there. */
export interface LevelPath {
  readonly level: Level;
  readonly relation: string;
}

/** Everything that a person decides about what is set up; names are ours, an account's own come later. */
export interface CatalogChoices {
  readonly scm: readonly CodeHost[];
  /** Ids of incident tools, the first of which fills the guide's own properties. */
  readonly incidents: readonly string[];
  readonly scorecards: boolean;
  readonly dashboards: boolean;
  readonly window: Window;
  readonly interval: Interval;
  readonly levels: readonly LevelPath[];
}

/** The choices with what an account tells about them. */
export interface CatalogInput extends CatalogChoices {
  readonly tools: readonly (IncidentTool & { readonly id: string })[];
}
