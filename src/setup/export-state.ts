import { type JsonObject, objectOrEmpty } from '../port/json.ts';
import type { Account } from './account.ts';
import type { Plan } from './make-plan.ts';
import { integrationId } from './value-at.ts';
import { mapNameOf, workingBlueprint } from './working-blueprint.ts';

/** One thing as it stands when the plan is applied, and whether it stands in the account already. */
export interface Exported {
  readonly identifier: string;
  readonly body: JsonObject;
  readonly exists: boolean;
}

/** Everything that setup has a part in, whole: a blueprint with what the account has in it, too. */
export interface ExportState {
  readonly blueprints: readonly Exported[];
  readonly scorecards: readonly (Exported & { readonly blueprint: string })[];
  readonly pages: readonly Exported[];
  readonly integrations: readonly Exported[];
}

/** The state that a plan leads to. */
export function exportState({ changes, steps, manifest }: Plan, account: Account): ExportState {
  const { entries } = manifest;
  const owners = new Set(
    entries
      .filter(({ at }) => at.kind === 'blueprint' || mapNameOf(at.kind) !== null)
      .map(({ at }) => at.owner),
  );
  const body = (owner: string): JsonObject => {
    const made = entries.find(({ at }) => at.kind === 'blueprint' && at.id === owner);
    const raw = account.blueprints.get(owner)?.raw ?? { identifier: owner, ...made?.written };
    const working = workingBlueprint(owner, raw);
    for (const { at, to } of changes) if (at.owner === owner) working.set(at, to);
    return working.whole();
  };
  const standing = (list: readonly JsonObject[] | undefined, id: string): boolean =>
    list?.some(({ identifier }) => identifier === id) ?? false;
  const written = (kind: 'scorecard' | 'page') =>
    entries.filter(({ at, written: one }) => at.kind === kind && one !== null);
  return {
    blueprints: [...owners].map((identifier) => ({
      identifier,
      body: body(identifier),
      exists: account.blueprints.has(identifier),
    })),
    scorecards: written('scorecard').map(({ at, written: one }) => ({
      blueprint: at.owner,
      identifier: at.id,
      body: one ?? {},
      exists: standing(account.scorecards.get(at.owner), at.id),
    })),
    pages: written('page').map(({ at, written: one }) => ({
      identifier: at.id,
      body: one ?? {},
      exists: standing(account.pages, at.id),
    })),
    integrations: integrationsOf(account, steps, entries),
  };
}

/** The config of an integration that has resources of ours, as the plan leaves it. */
function integrationsOf(
  account: Account,
  steps: Plan['steps'],
  entries: Plan['manifest']['entries'],
): Exported[] {
  const owners = new Set(
    entries.filter(({ at }) => at.kind === 'mapping').map(({ at }) => at.owner),
  );
  return [...owners].map((identifier) => {
    const step = steps.find(
      ({ route, params }) =>
        route === 'patchIntegrationConfig' && params.integration === identifier,
    );
    const found = account.integrations.find((one) => integrationId(one) === identifier);
    return {
      identifier,
      body: objectOrEmpty(step?.body?.config ?? found?.config),
      exists: true,
    };
  });
}
