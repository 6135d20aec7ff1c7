import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Account } from './account.ts';
import { type Applied, applyPlan, runSteps } from './apply-plan.ts';
import { fingerprint } from './fingerprint.ts';
import { makePlan, type Plan, type PlanInput } from './make-plan.ts';
import { makeRemoval, type Removal } from './make-removal.ts';
import { isSameManifest, manifestPlace } from './manifest.ts';
import { manifestStep, stepsAhead } from './manifest-steps.ts';
import { hashOf, type PlanFile } from './plan-file.ts';
import { readAccount } from './read-account.ts';
import type { SetupPort } from './setup-port.ts';
import type { Step } from './step.ts';

/** What every use of setup needs. */
export interface SetupInput extends PlanInput {
  readonly sha256: (text: string) => string;
}

/** A plan, and the account that it was made for. */
export interface Planned {
  readonly plan: Plan;
  /** The requests before those of the plan, which write down what will be ours. */
  readonly ahead: readonly Step[];
  readonly account: Account;
  /** Of the account as it was read. */
  readonly fingerprint: string;
  /** Whether applying it would do nothing at all, not even write the manifest. */
  readonly isDone: boolean;
}

/** Reads the account and decides; nothing is changed. */
export async function planSetup(port: SetupPort, input: SetupInput): Promise<Planned> {
  const account = await readAccount(port, {
    service: input.names.blueprints.service,
    servicesFrom: input.asked.servicesFrom,
    isRemoval: false,
  });
  const plan = makePlan(account, input);
  return {
    plan,
    ahead: stepsAhead(plan.manifest, account, input.sha256),
    account,
    fingerprint: fingerprint(account, input.sha256),
    isDone: plan.steps.length === 0 && isSameManifest(plan.manifest, account.manifest),
  };
}

/** Does what was planned. */
export async function applySetup(
  port: SetupPort,
  { plan, ahead, account, isDone }: Planned,
  { sha256, onStep }: { sha256: SetupInput['sha256']; onStep: (step: Step) => void },
): Promise<Applied> {
  if (isDone) return { done: [], forbidden: [], failed: null, pending: [] };
  return applyPlan(port, {
    ahead,
    steps: plan.steps,
    manifest: plan.manifest,
    before: account.manifest,
    sha256,
    onStep,
  });
}

/** @throws PortDoraError API_ACCOUNT_CHANGED when the plan of a file is not what would be done now */
export function checkPlanFile(
  file: PlanFile,
  { plan, fingerprint: now }: Planned,
  sha256: SetupInput['sha256'],
): void {
  const why =
    file.fingerprint !== now
      ? 'the account has changed since the plan was made'
      : file.requests !== hashOf(plan.steps, sha256)
        ? 'this version of port-dora would do something else than the plan says'
        : null;
  if (why === null) return;
  throw new PortDoraError('API_ACCOUNT_CHANGED', `the plan was not applied: ${why}`, {
    hint: 'make a new one with port-dora setup plan --out FILE, and read it again',
  });
}

/** What taking ours out would come to; `null` when nothing here is ours. */
export async function planRemoval(port: SetupPort): Promise<Removal | null> {
  const input = { service: undefined, servicesFrom: undefined, isRemoval: true };
  const account = await readAccount(port, input);
  // A removal that was cut off may have left the empty blueprint.
  if (!account.blueprints.has(manifestPlace.blueprint)) return null;
  return makeRemoval(account, account.manifest ?? { catalogVersion: '', choices: {}, entries: [] });
}

/** Takes ours out; what stays is written down again. */
export async function removeSetup(
  port: SetupPort,
  { steps, left }: Removal,
  { sha256, onStep }: { sha256: SetupInput['sha256']; onStep: (step: Step) => void },
): Promise<Applied> {
  const last = left === null ? [] : [manifestStep(left, sha256)];
  return runSteps(port, [...steps, ...last], onStep);
}
