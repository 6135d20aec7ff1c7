import { invalidRequest } from '../http/api-error.ts';
import type { BlueprintDefinition } from '../model/blueprint.ts';
import type { LocalPortState } from '../state/state.ts';

/** Refuses jq that does not compile, where the switch says so; Port's documents do not tell. @throws ApiError 422 */
export function checkCalculations(
  { calculationProperties }: BlueprintDefinition,
  { behaviour, computed }: LocalPortState,
): void {
  if (behaviour.current.calculationDoesNotCompile === 'accepted') return;
  for (const [key, { calculation }] of Object.entries(calculationProperties)) {
    const problem = computed.calculationProblem(calculation);
    if (problem === null) continue;
    throw invalidRequest(`calculationProperties.${key}: the jq does not compile: ${problem}`);
  }
}
