import { pathOf, type Route, routes } from '../port/routes.ts';
import type { Applied } from './apply-plan.ts';
import type { Change } from './settle-thing.ts';
import type { Step } from './step.ts';

/** What a plan comes to. */
interface Document {
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly notices: readonly string[];
}

/** A plan or removal as JSON for other programs, with the requests that go ahead of it. */
export function planDocument(
  { changes, steps, notices }: Document,
  ahead: readonly Step[] = [],
): object {
  return {
    differences: changes.length,
    changes: changes.map(({ action, at, from, to, why }) => ({ action, ...at, why, from, to })),
    requests: [...ahead, ...steps].map(requestOf),
    notices,
  };
}

/** What was done, what was not, and why. */
export function appliedDocument({ done, forbidden, failed, pending }: Applied): object {
  return {
    done: done.map(({ does }) => does),
    forbidden: forbidden.map(({ does }) => does),
    failed: failed && {
      step: failed.step.does,
      code: failed.error.code,
      message: failed.error.message,
      hint: failed.error.hint,
    },
    pending: pending.map(({ does }) => does),
  };
}

function requestOf({ route, params, query, body, does }: Step): object {
  const to = routes[route] as Route;
  return {
    does,
    method: to.method,
    path: pathOf(to, params, query ?? {}),
    ...(body ? { body } : {}),
  };
}
