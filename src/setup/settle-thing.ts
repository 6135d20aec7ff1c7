import type { Place, Thing, ThingKind } from '../catalog/thing.ts';
import type { JsonObject } from '../port/json.ts';
import type { Account } from './account.ts';
import { fitsIn } from './fits-in.ts';
import { knownMistake } from './known-mistakes.ts';
import type { ManifestEntry } from './manifest.ts';
import { mergeEdits } from './merge-edits.ts';
import { isSameDefinition } from './same-definition.ts';
import { takenBy, valueAt } from './value-at.ts';

/** One difference between an account and what is wanted. */
export interface Change {
  readonly action: 'create' | 'update' | 'delete';
  readonly key: string;
  readonly at: Place;
  readonly from: JsonObject | null;
  readonly to: JsonObject | null;
  /** Why something that stands there is replaced or taken away, or what it is for where that is not plain. */
  readonly why: string | null;
}

/** What becomes of one thing: at most one change, and what the manifest then says about it. */
export interface Settled {
  readonly at: Place;
  readonly change: Change | null;
  /** `null` when the thing is the account's own. */
  readonly entry: ManifestEntry | null;
  readonly notice: string | null;
}

/** What stands behind the id of ours where the account has something of its own under it. */
const besideSuffix = '_port_dora';

/** A wanted thing that setup has not written yet. `key` is ours, everything else in the account's names. */
export function settleNew(thing: Thing, account: Account, leaving: ReadonlySet<string>): Settled {
  const { kind, definition: next } = thing;
  const at: Place = { kind, owner: thing.owner, id: thing.id };
  const theirs = valueAt(account, at);
  if (next === null) return settleMistake(thing, at, theirs);
  if (theirs === null) {
    const taken = isPropertyLike(kind) && takenBy(account, at.owner, at.id);
    const isFree = !taken || leaving.has(`${taken}/${at.owner}/${at.id}`);
    return isFree ? create(thing, at, next) : conflict(thing, at, account, next, `a ${taken}`);
  }
  if (kind === 'blueprint' || kind === 'entity') return own(at);
  if (isSameDefinition(theirs, next))
    return { ...own(at), entry: entryOf(thing, at, theirs, next) };
  const why = knownMistake(thing, theirs);
  if (why !== null) {
    return {
      at,
      change: { action: 'update', key: thing.key, at, from: theirs, to: next, why },
      entry: entryOf(thing, at, theirs, next),
      notice: null,
    };
  }
  if ((kind === 'property' || kind === 'relation') && fitsIn(kind, theirs, next)) return own(at);
  if (kind === 'mirror' && theirs.path === next.path) return own(at);
  return conflict(thing, at, account, next, 'one of your own');
}

const own = (at: Place, notice: string | null = null): Settled => ({
  at,
  change: null,
  entry: null,
  notice,
});

function create(thing: Thing, at: Place, next: JsonObject): Settled {
  return {
    at,
    change: { action: 'create', key: thing.key, at, from: null, to: next, why: null },
    entry: entryOf(thing, at, null, next),
    notice: null,
  };
}

const entryOf = (
  { key }: Thing,
  at: Place,
  before: JsonObject | null,
  ours: JsonObject | null,
): ManifestEntry => ({ key, at, before, ours, written: ours });

function settleMistake(thing: Thing, at: Place, theirs: JsonObject | null): Settled {
  const why = theirs && knownMistake(thing, theirs);
  if (theirs === null || !why) return own(at);
  return {
    at,
    change: { action: 'delete', key: thing.key, at, from: theirs, to: null, why },
    entry: entryOf(thing, at, theirs, null),
    notice: null,
  };
}

/** Theirs stays. What only shows data goes beside it; what holds data cannot, as reports go to one place. */
function conflict(
  thing: Thing,
  at: Place,
  account: Account,
  next: JsonObject,
  what: string,
): Settled {
  const name = `${at.kind} ${placeName(at)}`;
  if (at.kind === 'property' || at.kind === 'mapping') {
    return own(at, `${name} is ${what} and stays: ours is left out`);
  }
  const beside = { ...at, id: `${at.id}${besideSuffix}` };
  const there = valueAt(account, beside);
  const notice = `${name} is ${what} and stays: ours goes beside it as ${beside.id}`;
  if (there === null) return { ...create(thing, beside, next), notice };
  if (isSameDefinition(there, next)) {
    return { at: beside, change: null, entry: entryOf(thing, beside, there, next), notice: null };
  }
  return own(at, `${name} is ${what}, and so is ${beside.id}: ours is left out`);
}

/** A wanted thing that setup has written before. */
export function settleKnown(
  thing: Thing,
  entry: ManifestEntry,
  account: Account,
  isUpgrade: boolean,
): Settled {
  const { at, ours, written } = entry;
  const next = thing.definition;
  const theirs = valueAt(account, at);
  if (next === null || ours === null) return { ...settleMistake(thing, at, theirs), entry };
  if (isSameDefinition(next, ours)) {
    if (isSameDefinition(theirs, written)) return { at, change: null, entry, notice: null };
    // A newer catalog works around what the user changed; the same one puts it right.
    if (isUpgrade && theirs !== null) {
      return { at, change: null, entry: { ...entry, written: theirs }, notice: null };
    }
    const why = theirs === null ? 'is not there' : 'was changed by hand';
    return rewrite(entry, theirs, written ?? next, why);
  }
  if (theirs === null) return rewrite({ ...entry, ours: next, written: next }, null, next, null);
  const { definition, conflicts } = mergeEdits(ours, theirs, next);
  const kept = { ...entry, ours: next, written: definition };
  const notice =
    conflicts.length === 0
      ? null
      : `${at.kind} ${placeName(at)}: your ${conflicts.join(', ')} stays, although the catalog's has changed too`;
  if (isSameDefinition(theirs, definition)) return { at, change: null, entry: kept, notice };
  return { ...rewrite(kept, theirs, definition, null), notice };
}

function rewrite(
  entry: ManifestEntry,
  from: JsonObject | null,
  to: JsonObject,
  why: string | null,
): Settled {
  const { key, at } = entry;
  const action = from === null ? 'create' : 'update';
  return {
    at,
    change: { action, key, at, from, to, why },
    entry,
    notice: null,
  };
}

const isPropertyLike = (kind: ThingKind): boolean =>
  kind === 'property' || kind === 'mirror' || kind === 'aggregation' || kind === 'calculation';

/** A place as people know it. */
export const placeName = ({ owner, id }: Place): string =>
  owner === '' || owner === id ? id : `${owner}.${id}`;
