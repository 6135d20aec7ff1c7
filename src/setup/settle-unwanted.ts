import type { ThingKind } from '../catalog/thing.ts';
import { type Account, canHold } from './account.ts';
import type { ManifestEntry } from './manifest.ts';
import { isSameDefinition } from './same-definition.ts';
import { placeName, type Settled } from './settle-thing.ts';
import { valueAt } from './value-at.ts';

/** Kinds that hold data, or what data hangs on: only `remove` takes them away. */
const holdsData = new Set<ThingKind>(['blueprint', 'property', 'relation', 'entity']);

/** A thing of ours that is no longer wanted: what stood there before comes back, unless the user has changed ours. */
export function settleUnwanted(entry: ManifestEntry, account: Account): Settled {
  const { at, before, written, key } = entry;
  const stays = { at, change: null, entry, notice: null };
  if (holdsData.has(at.kind) || !canHold(account, at)) return stays;
  const theirs = valueAt(account, at);
  if (isSameDefinition(theirs, before)) return { ...stays, entry: null };
  if (!isSameDefinition(theirs, written)) {
    const notice = `${at.kind} ${placeName(at)} is not wanted any more, but you have changed it: it stays, and is yours now`;
    return { ...stays, entry: null, notice };
  }
  const action = before === null ? 'delete' : theirs === null ? 'create' : 'update';
  return {
    at,
    change: { action, key, at, from: theirs, to: before, why: 'is not among the choices any more' },
    entry: null,
    notice: null,
  };
}
