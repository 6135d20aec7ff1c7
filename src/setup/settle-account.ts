import { inNamesOf } from '../catalog/in-names-of.ts';
import { blueprintName, type Names } from '../catalog/names.ts';
import { type Thing, thing } from '../catalog/thing.ts';
import { type Account, canHold } from './account.ts';
import type { ManifestEntry } from './manifest.ts';
import { type Change, type Settled, settleKnown, settleNew } from './settle-thing.ts';
import { settleUnwanted } from './settle-unwanted.ts';

/** Everything that has to change, and what the manifest says afterwards. */
export interface Settlement {
  readonly changes: readonly Change[];
  readonly entries: readonly ManifestEntry[];
  readonly notices: readonly string[];
  readonly names: Names;
}

interface SettleInput {
  readonly names: Names;
  /** Whether another version of the catalog wrote what is there. */
  readonly isUpgrade: boolean;
  /** What is wanted beside, once the names are known. */
  readonly later: (names: Names) => readonly Thing[];
}

/** Decides about each wanted thing in turn; a thing that goes beside one of the account's is called so from there on. */
export function settleAccount(
  wanted: readonly Thing[],
  account: Account,
  { names: given, isUpgrade, later }: SettleInput,
): Settlement {
  const known = new Map((account.manifest?.entries ?? []).map((entry) => [entry.key, entry]));
  const created = new Set<string>();
  const leaving = new Set<string>();
  const settled: Settled[] = [];
  let names = given;
  const settleOne = (ours: Thing): void => {
    const theirs = inAccount(ours, names);
    const entry = known.get(ours.key);
    if (!entry && !belongs(theirs, account, created)) return;
    if (!canHold(account, theirs)) {
      if (entry) settled.push({ at: entry.at, change: null, entry, notice: null });
      return;
    }
    const one = entry
      ? settleKnown(theirs, entry, account, isUpgrade)
      : settleNew(theirs, account, leaving);
    settled.push(one);
    names = called(names, ours, one.at.id, theirs.id);
    if (one.change?.action === 'create' && one.at.kind === 'blueprint') created.add(one.at.id);
    if (one.change?.action === 'delete') leaving.add(`${one.at.kind}/${one.at.owner}/${one.at.id}`);
  };
  wanted.forEach(settleOne);
  const last = later(names);
  last.forEach(settleOne);
  const keys = new Set([...wanted, ...last].map(({ key }) => key));
  for (const entry of known.values()) {
    if (!keys.has(entry.key)) settled.push(settleUnwanted(entry, account));
  }
  return {
    changes: settled.flatMap(({ change }) => change ?? []),
    entries: settled.flatMap(({ entry }) => entry ?? []),
    notices: settled.flatMap(({ notice }) => notice ?? []),
    names,
  };
}

/** The same thing, with its owner and its definition in the account's names. */
function inAccount(ours: Thing, names: Names): Thing {
  const owner =
    ours.kind === 'mapping' || ours.owner === '' ? ours.owner : blueprintName(names, ours.owner);
  const id = ours.kind === 'blueprint' ? owner : idIn(names, ours);
  const named = thing({ kind: ours.kind, owner, id }, inNamesOf(names, ours));
  return { ...named, key: ours.key };
}

function idIn(names: Names, { kind, owner, id }: Thing): string {
  if (kind === 'relation') return names.relations[owner]?.[id] ?? id;
  return isNamed(kind) ? (names.properties[owner]?.[id] ?? id) : id;
}

const isNamed = (kind: Thing['kind']): boolean =>
  ['property', 'mirror', 'aggregation', 'calculation'].includes(kind);

/** A part needs its blueprint: there already, or made by this plan. */
function belongs({ kind, owner }: Thing, { blueprints }: Account, created: Set<string>): boolean {
  if (kind === 'blueprint' || kind === 'page' || kind === 'mapping') return true;
  return blueprints.has(owner) || created.has(owner);
}

function called(names: Names, { kind, owner, id }: Thing, now: string, asked: string): Names {
  if (now === asked || (kind !== 'relation' && !isNamed(kind))) return names;
  const map = kind === 'relation' ? 'relations' : 'properties';
  return { ...names, [map]: { ...names[map], [owner]: { ...names[map][owner], [id]: now } } };
}
