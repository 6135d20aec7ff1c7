import type { JsonObject } from '../port/json.ts';
import type { Account } from './account.ts';
import { holdsData, keptBlueprints } from './kept-blueprints.ts';
import { type Manifest, type ManifestEntry, manifestPlace } from './manifest.ts';
import { manifestChange } from './manifest-steps.ts';
import { isSameDefinition } from './same-definition.ts';
import { type Change, placeName } from './settle-thing.ts';
import type { Step } from './step.ts';
import { mappingSteps, removalSteps, surfaceSteps } from './surface-steps.ts';
import { valueAt } from './value-at.ts';
import { mapNameOf, workingBlueprint } from './working-blueprint.ts';

/** What taking ours out of an account comes to. */
export interface Removal {
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly notices: readonly string[];
  /** What stays ours, because data hangs on it; `null` when nothing does and the manifest goes too. */
  readonly left: Manifest | null;
}

/** Everything of ours goes, and what stood there before comes back; what holds data of the user stays. */
export function makeRemoval(account: Account, manifest: Manifest): Removal {
  const notices: string[] = [];
  const keeping = keptBlueprints(account, manifest, notices);
  const isKept = ({ at }: ManifestEntry): boolean =>
    at.kind === 'blueprint' ? keeping.has(at.id) : keeping.has(at.owner) && holdsData(at.kind);
  const going = manifest.entries.filter((entry) => !isKept(entry));
  const changes = going.flatMap((entry) => undo(entry, account, notices));
  const left = manifest.entries.filter(isKept);
  // Scorecards and pages that stood there before; mappings go back as one.
  const restored = changes.filter(({ at }) => at.kind !== 'mapping' && at.kind !== 'entity');
  const gone = new Set(
    changes.filter(({ at, to }) => at.kind === 'blueprint' && to === null).map(({ at }) => at.id),
  );
  return {
    changes: left.length === 0 ? [...changes, manifestChange('delete')] : changes,
    steps: [
      ...mappingSteps(changes, account),
      ...removalSteps(changes),
      ...surfaceSteps(restored, account),
      ...entityDeletions(changes),
      ...partSteps(changes, account, gone),
      ...deletionSteps([...gone], changes, account),
      ...(left.length === 0 ? manifestDeletions : []),
    ],
    notices,
    left: left.length === 0 ? null : { ...manifest, entries: left },
  };
}

function undo(entry: ManifestEntry, account: Account, notices: string[]): Change[] {
  const { key, at, before, written } = entry;
  const theirs = valueAt(account, at);
  if (isSameDefinition(theirs, before)) return [];
  if (before !== null && !isSameDefinition(theirs, written)) {
    notices.push(`${at.kind} ${placeName(at)} was changed since: it stays as it is`);
    return [];
  }
  const action = before === null ? 'delete' : theirs === null ? 'create' : 'update';
  return [{ action, key, at, from: theirs, to: before, why: null }];
}

/** Computed properties go first, since they point at other blueprints; then relations and properties, one blueprint at a time. */
function partSteps(
  changes: readonly Change[],
  account: Account,
  gone: ReadonlySet<string>,
): Step[] {
  const parts = changes.filter(({ at }) => mapNameOf(at.kind) !== null);
  const owners = [...new Set(parts.map(({ at }) => at.owner))].filter((id) => !gone.has(id));
  const counting = (id: string) =>
    parts.some(({ at }) => at.owner === id && at.kind === 'aggregation');
  owners.sort((a, b) => Number(counting(b)) - Number(counting(a)));
  return owners.map((owner) => partStep(owner, parts, account));
}

function partStep(owner: string, parts: readonly Change[], account: Account): Step {
  const working = workingBlueprint(owner, account.blueprints.get(owner)?.raw ?? {});
  const mine = parts.filter(({ at }) => at.owner === owner);
  for (const { at, to } of mine) working.set(at, to);
  return {
    route: 'replaceBlueprint',
    params: { blueprint: owner },
    body: working.whole(),
    does: `take ours out of blueprint ${owner}`,
    makes: mine.map(({ key }) => key),
  };
}

function entityDeletions(changes: readonly Change[]): Step[] {
  return changes
    .filter(({ at, to }) => at.kind === 'entity' && to === null)
    .map(({ key, at }) => ({
      route: 'deleteEntity',
      params: { blueprint: at.owner, entity: at.id },
      does: `delete ${at.owner} ${at.id}`,
      makes: [key],
    }));
}

/** A blueprint goes when none that is still there points at it; those that point at each other lose their parts first. */
function deletionSteps(
  gone: readonly string[],
  changes: readonly Change[],
  account: Account,
): Step[] {
  const keys = (id: string) =>
    changes
      .filter(({ at }) => at.owner === id && mapNameOf(at.kind) !== null)
      .map(({ key }) => key);
  const circular = gone.filter((id) =>
    targetsOf(id, account).some((target) => gone.includes(target)),
  );
  const emptied = circular.map((id) => ({
    route: 'replaceBlueprint' as const,
    params: { blueprint: id },
    body: emptyBody(id, account),
    does: `take the relations out of blueprint ${id}`,
    makes: keys(id),
  }));
  const deleted = gone.map((id) => ({
    route: 'deleteBlueprint' as const,
    params: { blueprint: id },
    does: `delete blueprint ${id}`,
    makes: [`blueprint/${id}`, ...keys(id)],
  }));
  return [...emptied, ...deleted];
}

const targetsOf = (id: string, { blueprints }: Account): string[] => {
  const found = blueprints.get(id);
  return [
    ...Object.values(found?.relations ?? {}).map(({ target }) => target),
    ...Object.values(found?.aggregationProperties ?? {}).map(({ target }) => String(target)),
  ].filter((target) => target !== id);
};

function emptyBody(id: string, account: Account): JsonObject {
  const whole = workingBlueprint(id, account.blueprints.get(id)?.raw ?? {}).whole();
  return {
    ...whole,
    relations: {},
    mirrorProperties: {},
    aggregationProperties: {},
    calculationProperties: {},
  };
}

const manifestDeletions: readonly Step[] = [
  {
    route: 'deleteEntity',
    params: { blueprint: manifestPlace.blueprint, entity: manifestPlace.entity },
    does: 'delete the list of what is ours',
    makes: [],
  },
  {
    route: 'deleteBlueprint',
    params: { blueprint: manifestPlace.blueprint },
    does: `delete blueprint ${manifestPlace.blueprint}`,
    makes: [],
  },
];
