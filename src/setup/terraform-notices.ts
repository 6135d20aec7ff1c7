import { textOrNull } from '../port/json.ts';
import type { Account } from './account.ts';
import type { Change } from './settle-thing.ts';

/**
 * Blueprints that look as if Terraform kept them: its next run would take out what is added here. Port does not say
 * who keeps a blueprint, so this goes by its texts, its icon (that of the provider's examples) and its authors.
 */
export function terraformNotices({ blueprints }: Account, changes: readonly Change[]): string[] {
  const touched = new Set(
    changes
      .filter(({ at }) =>
        ['property', 'relation', 'mirror', 'aggregation', 'calculation'].includes(at.kind),
      )
      .map(({ at }) => at.owner),
  );
  return [...touched].flatMap((id) => {
    const raw = blueprints.get(id)?.raw;
    const texts = [raw?.icon, raw?.description, raw?.title, raw?.createdBy, raw?.updatedBy];
    return texts.some((text) => /terraform/i.test(textOrNull(text) ?? ''))
      ? [
          `blueprint ${id} looks managed by Terraform, whose next run would undo this: use "port-dora setup export --format terraform" instead`,
        ]
      : [];
  });
}
