import { ApiError } from '../http/api-error.ts';
import type { BlueprintDefinition } from '../model/blueprint.ts';
import { systemBlueprints } from './system-blueprints.ts';

/**
 * Blueprints of Port itself can be replaced, as its Terraform provider does, so long as what Port needs of them stays.
 * @throws ApiError 403 when a property of Port's own would go
 */
export function checkSystemShape({ identifier, schema }: BlueprintDefinition): void {
  const ours = systemBlueprints('').find((one) => one.identifier === identifier);
  const missing = Object.keys(ours?.schema.properties ?? {}).find(
    (key) => !Object.hasOwn(schema.properties, key),
  );
  if (missing === undefined) return;
  throw new ApiError(
    403,
    'protected_resource',
    `The property "${missing}" of the blueprint "${identifier}" is protected`,
  );
}
