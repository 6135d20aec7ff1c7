import { checkNobodyNeeds, refuseSystem } from '../blueprints/check-deletion.ts';
import { needBlueprint } from '../blueprints/put-definition.ts';
import { applyDeletion, planDeletion } from '../entities/delete-entities.ts';
import { ApiError } from '../http/api-error.ts';
import { readFlag } from '../http/parse-request.ts';
import { ok, param, type Route } from '../http/route.ts';
import { removeBlueprintPages } from '../pages/blueprint-pages.ts';
import type { Migration } from '../state/migrations.ts';
import type { LocalPortState } from '../state/state.ts';

/** Delete all entities of a blueprint, and on request the blueprint: answered first, carried out afterwards. */
export const allEntitiesRoutes: readonly Route[] = [
  {
    method: 'DELETE',
    path: '/v1/blueprints/:blueprint/all-entities',
    handle(request, state) {
      const deleteBlueprint = readFlag(request.query, 'delete_blueprint');
      const blueprint = needBlueprint(param(request, 'blueprint'), state);
      if (deleteBlueprint) {
        refuseSystem(blueprint);
        checkNobodyNeeds(blueprint, state);
      }
      planDeletion(entitiesOf(blueprint.identifier, state), false, state.catalog);
      const now = new Date(state.clock.now()).toISOString();
      const migration = state.migrations.start(request.caller, blueprint.identifier, now);
      state.later.run(() => carryOut(migration, deleteBlueprint, state));
      return ok({ migrationId: migration.id });
    },
  },
];

/** What was created meanwhile goes too; what others came to need meanwhile makes it fail. */
function carryOut(migration: Migration, deleteBlueprint: boolean, state: LocalPortState): void {
  const { catalog, migrations, clock } = state;
  const updatedAt = new Date(clock.now()).toISOString();
  const entities = entitiesOf(migration.sourceBlueprint, state);
  try {
    applyDeletion(planDeletion(entities, false, catalog), catalog);
    if (deleteBlueprint) {
      catalog.deleteBlueprint(migration.sourceBlueprint);
      removeBlueprintPages(migration.sourceBlueprint, state);
    }
    const successCount = entities.length;
    migrations.put({ ...migration, status: 'COMPLETED', successCount, updatedAt });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const failureCount = entities.length;
    migrations.put({ ...migration, status: 'FAILURE', failureCount, updatedAt });
  }
}

function entitiesOf(blueprint: string, { catalog }: LocalPortState) {
  return [...catalog.entities(blueprint).values()];
}
