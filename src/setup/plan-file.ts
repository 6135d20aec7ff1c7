import type { Names } from '../catalog/names.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import { isJsonObject, type JsonObject, objectOrEmpty, parseJsonObject } from '../port/json.ts';
import type { Plan } from './make-plan.ts';
import { type AskedChoices, keptNames, withKept } from './setup-choices.ts';
import type { Step } from './step.ts';

const format = 'port-dora setup plan 1';

/** A plan that was written down to be applied later: what was decided, and what it was decided for. */
export interface PlanFile {
  readonly fingerprint: string;
  /** Hash of the requests: another version of the catalog would send others. */
  readonly requests: string;
  readonly asked: AskedChoices;
  readonly names: Names;
}

interface WrittenPlan {
  readonly plan: Plan;
  readonly ahead: readonly Step[];
  readonly fingerprint: string;
}

/** The requests stand in it for people to read; what is sent is worked out again and must come to the same. */
export function writePlanFile(
  { plan: { choices, steps }, ahead, fingerprint }: WrittenPlan,
  sha256: (text: string) => string,
): string {
  const requests = hashOf(steps, sha256);
  const document = { format, fingerprint, requests, choices, steps: [...ahead, ...steps] };
  return `${JSON.stringify(document, null, 2)}\n`;
}

export const hashOf = (steps: Plan['steps'], sha256: (text: string) => string): string =>
  sha256(JSON.stringify(steps));

/** @throws PortDoraError OPTION_INVALID for a file that is no plan */
export function parsePlanFile(path: string, text: string): PlanFile {
  const document: JsonObject | null = parseJsonObject(text);
  const { fingerprint, requests, choices } = document ?? {};
  if (
    document?.format !== format ||
    typeof fingerprint !== 'string' ||
    typeof requests !== 'string' ||
    !isJsonObject(choices)
  ) {
    throw new PortDoraError('OPTION_INVALID', `${path} is not a plan of this version of setup`, {
      hint: 'write one with port-dora setup plan --out FILE',
    });
  }
  const kept = objectOrEmpty(choices);
  return { fingerprint, requests, asked: withKept({}, kept), names: keptNames(kept) };
}
