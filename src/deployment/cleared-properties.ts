import { filled } from './entity-changes.ts';
import { type EntityProperty, entityPropertiesOf } from './entity-properties.ts';
import type { DeploymentRecord } from './record.ts';

/**
 * The properties, by our names, that were known of a deployment and no longer are: since an upsert that merges clears
 * nothing, who writes a settled record has to send these as `null`.
 */
export function clearedProperties(
  before: DeploymentRecord,
  after: DeploymentRecord,
): readonly EntityProperty[] {
  const left = filled(entityPropertiesOf(after));
  const names = Object.keys(filled(entityPropertiesOf(before))) as EntityProperty[];
  return names.filter((name) => left[name] === undefined);
}
