import type { Account } from './account.ts';
import type { Change } from './settle-thing.ts';
import type { Step } from './step.ts';
import {
  type MapName,
  mapNameOf,
  type WorkingBlueprint,
  workingBlueprint,
} from './working-blueprint.ts';

/** The requests for everything that stands in blueprints, each after what it needs. */
export function blueprintSteps(changes: readonly Change[], account: Account): readonly Step[] {
  const working = new Map<string, WorkingBlueprint>();
  const blueprint = (id: string): WorkingBlueprint => {
    const known = working.get(id);
    if (known) return known;
    const made = workingBlueprint(id, account.blueprints.get(id)?.raw ?? {});
    working.set(id, made);
    return made;
  };
  const created = changes.filter(
    ({ at, action }) => at.kind === 'blueprint' && action === 'create',
  );
  const inNew = new Set(created.map(({ at }) => at.id));
  const properties = changes.filter(({ at }) => at.kind === 'property');
  return [
    ...created.map((change) => createStep(change, properties, blueprint(change.at.id))),
    ...retitleSteps(changes),
    ...renameSteps(changes, blueprint),
    ...mapSteps(
      properties.filter(({ at }) => !inNew.has(at.owner)),
      ['schema'],
      blueprint,
    ),
    ...mapSteps(changes, ['relations'], blueprint),
    ...mapSteps(
      changes.filter((change) => !isRenamed(change, changes)),
      ['mirrorProperties', 'aggregationProperties', 'calculationProperties'],
      blueprint,
    ),
  ];
}

function createStep(
  { key, at, to }: Change,
  properties: readonly Change[],
  working: WorkingBlueprint,
): Step {
  const parts = properties.filter((one) => one.at.owner === at.id);
  for (const one of parts) working.set(one.at, one.to);
  const body = { identifier: at.id, ...to, ...working.maps('schema'), relations: {} };
  return {
    route: 'createBlueprint',
    params: {},
    body,
    does: `create blueprint ${at.id}`,
    makes: [key, ...parts.map((one) => one.key)],
  };
}

/** Title, icon and description of a blueprint of ours. */
function retitleSteps(changes: readonly Change[]): Step[] {
  return changes
    .filter(({ at, action }) => at.kind === 'blueprint' && action === 'update')
    .map(({ key, at, to }) => ({
      route: 'patchBlueprint',
      params: { blueprint: at.id },
      body: to ?? {},
      does: `change the title of blueprint ${at.id}`,
      makes: [key],
    }));
}

/** A mirror that makes room for a property under its id is renamed, as Port then keeps it wherever it is shown. */
function renameSteps(
  changes: readonly Change[],
  blueprint: (id: string) => WorkingBlueprint,
): Step[] {
  return changes.flatMap((change) => {
    const to = newNameOf(change, changes);
    if (to === undefined) return [];
    const working = blueprint(change.at.owner);
    working.set(change.at, null);
    working.set(to.at, change.from);
    return {
      route: 'renameMirror',
      params: { blueprint: change.at.owner, property: change.at.id },
      body: { newMirrorName: to.at.id },
      does: `rename mirror ${change.at.owner}.${change.at.id} to ${to.at.id}`,
      makes: [change.key],
    } satisfies Step;
  });
}

/** The new place of a mirror that is taken away from its old one. */
function newNameOf(change: Change, changes: readonly Change[]): Change | undefined {
  if (change.at.kind !== 'mirror' || change.action !== 'delete') return undefined;
  return changes.find(
    ({ at, action, to }) =>
      at.kind === 'mirror' &&
      action === 'create' &&
      at.owner === change.at.owner &&
      to?.path === change.from?.path,
  );
}

const isRenamed = (change: Change, changes: readonly Change[]): boolean =>
  newNameOf(change, changes) !== undefined;

/** One request a blueprint for the given maps. Only a removal replaces the blueprint: a change may merge keys. */
function mapSteps(
  changes: readonly Change[],
  maps: readonly MapName[],
  blueprint: (id: string) => WorkingBlueprint,
): Step[] {
  const fitting = changes.filter(({ at }) => maps.includes(mapNameOf(at.kind) as MapName));
  const owners = [...new Set(fitting.map(({ at }) => at.owner))];
  return owners.map((owner) => {
    const own = fitting.filter(({ at }) => at.owner === owner);
    const working = blueprint(owner);
    for (const { at, to } of own) working.set(at, to);
    const changed = maps.filter((name) => own.some(({ at }) => mapNameOf(at.kind) === name));
    const isRemoval = own.some(({ to }) => to === null);
    return {
      route: isRemoval ? 'replaceBlueprint' : 'patchBlueprint',
      params: { blueprint: owner },
      body: isRemoval ? working.whole() : working.maps(...changed),
      does: `${isRemoval ? 'take from' : 'change'} blueprint ${owner}: ${changed.join(', ')}`,
      makes: own.map(({ key }) => key),
    };
  });
}
