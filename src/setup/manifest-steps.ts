import type { Account } from './account.ts';
import {
  isSameManifest,
  type Manifest,
  manifestBlueprint,
  manifestEntity,
  manifestPlace,
} from './manifest.ts';
import type { Change } from './settle-thing.ts';
import type { Step } from './step.ts';

/** The blueprint of the manifest as it comes or goes, for the plan: it is no thing of the catalog. */
export function manifestChange(action: 'create' | 'delete'): Change {
  const { blueprint } = manifestPlace;
  const { identifier: _, ...definition } = manifestBlueprint();
  return {
    action,
    key: `blueprint/${blueprint}`,
    at: { kind: 'blueprint', owner: blueprint, id: blueprint },
    from: action === 'delete' ? definition : null,
    to: action === 'create' ? definition : null,
    why: 'the list of what setup added',
  };
}

/** The requests by which a plan writes down what will be ours, before it does anything else. */
export function stepsAhead(
  manifest: Manifest,
  { manifest: before, blueprints }: Account,
  sha256: (text: string) => string,
): readonly Step[] {
  const ahead = manifestAhead(manifest, before);
  return [
    ...(blueprints.has(manifestPlace.blueprint) ? [] : [manifestBlueprintStep()]),
    ...(isSameManifest(ahead, before) ? [] : [manifestStep(ahead, sha256)]),
  ];
}

/** All that is ours before and after: what is being taken away is still ours until it is gone. */
export function manifestAhead(manifest: Manifest, before: Manifest | null): Manifest {
  const kept = new Set(manifest.entries.map(({ key }) => key));
  const going = (before?.entries ?? []).filter(({ key }) => !kept.has(key));
  return { ...manifest, entries: [...manifest.entries, ...going] };
}

const manifestBlueprintStep = (): Step => ({
  route: 'createBlueprint',
  params: {},
  query: { create_catalog_page: false },
  body: manifestBlueprint(),
  does: `create blueprint ${manifestPlace.blueprint}`,
  makes: [],
});

/** The request that writes the manifest over the one before. */
export const manifestStep = (manifest: Manifest, sha256: (text: string) => string): Step => ({
  route: 'upsertEntity',
  params: { blueprint: manifestPlace.blueprint },
  query: { merge: false },
  body: manifestEntity(manifest, sha256),
  does: 'write down what is ours',
  makes: [],
});
