import type { JsonObject } from '../port/json.ts';
import type { routes } from '../port/routes.ts';

/** Routes by which setup changes an account. */
export type SetupRoute = Extract<
  keyof typeof routes,
  | 'createBlueprint'
  | 'patchBlueprint'
  | 'replaceBlueprint'
  | 'deleteBlueprint'
  | 'renameMirror'
  | 'upsertEntity'
  | 'upsertEntities'
  | 'deleteEntity'
  | 'createScorecard'
  | 'replaceScorecard'
  | 'deleteScorecard'
  | 'createPage'
  | 'patchPage'
  | 'deletePage'
  | 'patchIntegrationConfig'
>;

/** One request that changes an account, with its exact body. */
export interface Step {
  readonly route: SetupRoute;
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, boolean>>;
  readonly body?: JsonObject;
  /** What it is for, in words. */
  readonly does: string;
  /** Keys of the changes that are made when it has succeeded. */
  readonly makes: readonly string[];
}
