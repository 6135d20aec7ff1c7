import { PortDoraError } from '../errors/port-dora-error.ts';
import { ApiError } from '../port/api-error.ts';
import { type Route, routes } from '../port/routes.ts';
import { isSameManifest, type Manifest } from './manifest.ts';
import { manifestAhead, manifestStep } from './manifest-steps.ts';
import type { SetupPort } from './setup-port.ts';
import type { Step } from './step.ts';

/** What became of the steps of a plan. */
export interface Applied {
  readonly done: readonly Step[];
  /** What these credentials may not do; the rest was done all the same. */
  readonly forbidden: readonly Step[];
  /** The step that failed, and what was not tried after it. */
  readonly failed: { readonly step: Step; readonly error: PortDoraError } | null;
  readonly pending: readonly Step[];
}

/** What applying needs: where to, with what, and how to show that it goes on. */
export interface ApplyInput {
  /** What writes the manifest down before anything else. */
  readonly ahead: readonly Step[];
  readonly steps: readonly Step[];
  readonly manifest: Manifest;
  readonly before: Manifest | null;
  readonly sha256: (text: string) => string;
  readonly onStep: (step: Step) => void;
}

/**
 * Makes the changes one by one and stops at the first that fails. What will be ours is written into the manifest
 * before anything else: whenever this ends, the next run knows what it may finish and what it may remove.
 */
export async function applyPlan(port: SetupPort, input: ApplyInput): Promise<Applied> {
  const { manifest, before } = input;
  const applied = await runSteps(port, [...input.ahead, ...input.steps], input.onStep);
  const final = withoutForbidden(manifest, applied.forbidden);
  if (applied.failed || isSameManifest(final, manifestAhead(manifest, before))) return applied;
  const end = await runSteps(port, [manifestStep(final, input.sha256)], input.onStep);
  return { ...end, done: [...applied.done, ...end.done], forbidden: applied.forbidden };
}

function withoutForbidden(manifest: Manifest, forbidden: readonly Step[]): Manifest {
  const missing = new Set(forbidden.flatMap(({ makes }) => makes));
  if (missing.size === 0) return manifest;
  return { ...manifest, entries: manifest.entries.filter(({ key }) => !missing.has(key)) };
}

/** Runs steps in order. @throws nothing: what fails is part of the answer */
export async function runSteps(
  port: SetupPort,
  steps: readonly Step[],
  onStep: (step: Step) => void,
): Promise<Applied> {
  const done: Step[] = [];
  const forbidden: Step[] = [];
  for (const [index, step] of steps.entries()) {
    onStep(step);
    try {
      await runStep(port, step);
      done.push(step);
    } catch (thrown) {
      if (!(thrown instanceof PortDoraError)) throw thrown;
      if (isForbiddenSurface(step, thrown)) forbidden.push(step);
      else {
        return {
          done,
          forbidden,
          failed: { step, error: thrown },
          pending: steps.slice(index + 1),
        };
      }
    }
  }
  return { done, forbidden, failed: null, pending: [] };
}

async function runStep(port: SetupPort, { route, params, query, body }: Step): Promise<void> {
  try {
    await port.request(routes[route] as Route as typeof routes.listBlueprints, {
      params: params as Record<never, string>,
      ...(query ? { query } : {}),
      ...(body ? { body } : {}),
    });
  } catch (thrown) {
    const isGone =
      route.startsWith('delete') && thrown instanceof ApiError && thrown.status === 404;
    if (!isGone) throw thrown;
  }
}

/** Scorecards, pages and mappings show what is there; without them the metrics are as right. */
const surfaces = ['Scorecard', 'Page', 'IntegrationConfig'];

const isForbiddenSurface = ({ route }: Step, thrown: PortDoraError): boolean =>
  thrown instanceof ApiError &&
  thrown.status === 403 &&
  surfaces.some((name) => route.endsWith(name));
