import type { JsonObject } from '../port/json.ts';
import { objectOrEmpty } from '../port/json.ts';
import type { Account } from './account.ts';
import { resourceIdentity } from './resource-identity.ts';
import type { Change } from './settle-thing.ts';
import type { Step } from './step.ts';
import { integrationId, resourcesOf } from './value-at.ts';

/** What is built on blueprints and goes before they change. */
export function removalSteps(changes: readonly Change[]): readonly Step[] {
  const removals = changes.filter(isRemoval);
  return [...removals.flatMap(scorecardStep), ...removals.flatMap(pageStep)];
}

/** What is built on blueprints and comes after them: scorecards, pages, mappings of integrations and entities. */
export function surfaceSteps(changes: readonly Change[], account: Account): readonly Step[] {
  const others = changes.filter((change) => !isRemoval(change));
  return [
    ...others.flatMap(scorecardStep),
    ...others.flatMap(pageStep),
    ...mappingSteps(changes, account),
    ...entitySteps(others),
  ];
}

const isRemoval = ({ action }: Change): boolean => action === 'delete';

function scorecardStep({ key, at, action, to }: Change): Step[] {
  if (at.kind !== 'scorecard') return [];
  const does = `${action} scorecard ${at.id} of ${at.owner}`;
  const place = { blueprint: at.owner, scorecard: at.id };
  if (action === 'delete') {
    return [{ route: 'deleteScorecard', params: place, does, makes: [key] }];
  }
  const body = { identifier: at.id, ...to };
  return action === 'create'
    ? [{ route: 'createScorecard', params: { blueprint: at.owner }, body, does, makes: [key] }]
    : [{ route: 'replaceScorecard', params: place, body, does, makes: [key] }];
}

function pageStep({ key, at, action, to }: Change): Step[] {
  if (at.kind !== 'page') return [];
  const does = `${action} page ${at.id}`;
  if (action === 'delete') {
    return [{ route: 'deletePage', params: { page: at.id }, does, makes: [key] }];
  }
  if (action === 'create') {
    const body = { identifier: at.id, ...to };
    return [{ route: 'createPage', params: {}, body, does, makes: [key] }];
  }
  // A page cannot change its type.
  const { type: _, ...body } = to ?? {};
  return [{ route: 'patchPage', params: { page: at.id }, body, does, makes: [key] }];
}

/** The whole config goes back, with our resources in it and everything else as it was. */
export function mappingSteps(changes: readonly Change[], { integrations }: Account): Step[] {
  const own = changes.filter(({ at }) => at.kind === 'mapping');
  const owners = [...new Set(own.map(({ at }) => at.owner))];
  return owners.flatMap((owner) => {
    const integration = integrations.find((one) => integrationId(one) === owner);
    if (integration === undefined) return [];
    const mine = own.filter(({ at }) => at.owner === owner);
    const resources = mine.reduce(withResource, resourcesOf(integration));
    return {
      route: 'patchIntegrationConfig',
      params: { integration: owner },
      body: { config: { ...objectOrEmpty(integration.config), resources } },
      does: `change the mapping of integration ${owner}`,
      makes: mine.map(({ key }) => key),
    } satisfies Step;
  });
}

/** A new resource goes to the end: Port works through them in order, and ours relate to what the others made. */
function withResource(resources: readonly JsonObject[], { at, to }: Change): readonly JsonObject[] {
  const isAt = (one: JsonObject): boolean => resourceIdentity(one) === at.id;
  if (to === null) return resources.filter((one) => !isAt(one));
  return resources.some(isAt) ? resources.map((one) => (isAt(one) ? to : one)) : [...resources, to];
}

/** Port takes up to 20 entities in one request. Source: Port API reference, "Create multiple entities". */
const mostEntities = 20;

function entitySteps(changes: readonly Change[]): Step[] {
  const own = changes.filter(({ at, to }) => at.kind === 'entity' && to !== null);
  const owners = [...new Set(own.map(({ at }) => at.owner))];
  return owners.flatMap((owner) => {
    const mine = own.filter(({ at }) => at.owner === owner);
    return chunks(mine, mostEntities).map((some) => ({
      route: 'upsertEntities' as const,
      params: { blueprint: owner },
      body: { entities: some.map(({ at, to }) => ({ identifier: at.id, ...to })) },
      does: `create ${some.length} entities of ${owner}`,
      makes: some.map(({ key }) => key),
    }));
  });
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
