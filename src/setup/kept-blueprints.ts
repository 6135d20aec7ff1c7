import { partsOf } from '../catalog/blueprint-things.ts';
import type { Account } from './account.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';

/** What entities have values of; what Port works out by itself goes without a loss. */
export const holdsData = (kind: ManifestEntry['at']['kind']): boolean =>
  kind === 'property' || kind === 'relation';

/** Blueprints that setup made and that a removal leaves: they hold entities, or Port refuses because another points at them. */
export function keptBlueprints(
  account: Account,
  manifest: Manifest,
  notices: string[],
): ReadonlySet<string> {
  const made = manifest.entries
    .filter(({ at, before }) => at.kind === 'blueprint' && before === null)
    .map(({ at }) => at.id);
  const kept = new Set<string>();
  for (const id of made) {
    const count = entitiesOfOthers(id, account, manifest);
    const added = addedByOthers(id, account, manifest);
    if (count <= 0 && added.length === 0) continue;
    kept.add(id);
    if (count <= 0) {
      notices.push(
        `blueprint ${id} stays with its properties, because somebody has added ${added.join(', ')}: take that out in Port, then run this again`,
      );
      continue;
    }
    notices.push(
      `blueprint ${id} holds ${count} ${count === 1 ? 'entity' : 'entities'} and stays with its properties: delete them in Port, then run this again`,
    );
  }
  for (;;) {
    const staying = [...account.blueprints.keys()].filter(
      (id) => kept.has(id) || !made.includes(id),
    );
    const points = (from: string, to: string): boolean =>
      targetsLeft(from, kept.has(from), account, manifest).includes(to);
    const id = made.find((one) => !kept.has(one) && staying.some((from) => points(from, one)));
    if (id === undefined) return kept;
    const from = staying.find((one) => points(one, id));
    kept.add(id);
    notices.push(
      `blueprint ${id} stays with its properties, because blueprint ${from} points at it`,
    );
  }
}

/** What stands in a blueprint of ours, or looks at it, and is not ours. */
function addedByOthers(
  id: string,
  { blueprints, scorecards }: Account,
  { entries }: Manifest,
): readonly string[] {
  const isOurs = (kind: ManifestEntry['at']['kind'], name: string): boolean =>
    entries.some(({ at }) => at.kind === kind && at.owner === id && at.id === name);
  const parts = partsOf(id, blueprints.get(id)?.raw ?? {}).filter(
    (part) => !isOurs(part.kind, part.id),
  );
  const cards = (scorecards.get(id) ?? [])
    .map(({ identifier }) => String(identifier))
    .filter((card) => !isOurs('scorecard', card));
  return [
    ...parts.map((part) => `${part.kind} ${part.id}`),
    ...cards.map((one) => `scorecard ${one}`),
  ];
}

/** Without those that setup made itself. */
function entitiesOfOthers(id: string, { counts }: Account, { entries }: Manifest): number {
  const mine = entries.filter(({ at }) => at.kind === 'entity' && at.owner === id).length;
  return (counts.get(id) ?? 0) - mine;
}

/** Where a blueprint still leads when ours is taken out of it; the relations of a kept one stay. */
function targetsLeft(
  id: string,
  isKept: boolean,
  { blueprints }: Account,
  { entries }: Manifest,
): readonly string[] {
  const found = blueprints.get(id);
  const isOurs = (kind: 'relation' | 'aggregation', name: string): boolean =>
    entries.some(({ at }) => at.kind === kind && at.owner === id && at.id === name);
  const relations = Object.entries(found?.relations ?? {})
    .filter(([name]) => isKept || !isOurs('relation', name))
    .map(([, { target }]) => target);
  const aggregations = Object.entries(found?.aggregationProperties ?? {})
    .filter(([name]) => !isOurs('aggregation', name))
    .map(([, { target }]) => String(target));
  return [...relations, ...aggregations].filter((target) => target !== id);
}
