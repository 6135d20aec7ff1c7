import type { Account } from './account.ts';
import { settled } from './same-definition.ts';

/** One hash over everything that was read: a plan holds for an account as it was seen. */
export function fingerprint(account: Account, sha256: (text: string) => string): string {
  const { blueprints, scorecards, pages, integrations, counts, entities, manifest } = account;
  const seen = {
    blueprints: [...blueprints.values()].map(({ raw }) => raw),
    scorecards: [...scorecards],
    pages,
    integrations: integrations.map(({ config, installationId }) => ({ config, installationId })),
    // Whether there are any decides; how many does not.
    counts: [...counts].map(([id, count]) => [id, count > 0]),
    entities: [...entities].map(([id, titles]) => [id, [...titles]]),
    manifest,
  };
  return sha256(JSON.stringify(settled(seen)));
}
