import { z } from 'zod';
import { type Behaviour, behaviours } from '../behaviour.ts';
import { parseBody } from '../http/parse-request.ts';
import { type Answer, created, ok, type Route } from '../http/route.ts';
import { parseRfc3339 } from '../model/rfc3339.ts';
import { resetState } from '../state/create-state.ts';
import type { LocalPortState } from '../state/state.ts';
import { faultBody } from './fault.ts';
import { pathGlob } from './path-glob.ts';

const clockBody = z.union([
  z.strictObject({
    now: z.string().refine((text) => parseRfc3339(text) !== null, 'must be an RFC 3339 date-time'),
    frozen: z.boolean().default(true),
  }),
  z.strictObject({ advanceMs: z.number() }),
]);

/** One optional key per switch, with its own values. */
const behaviourBody = z.strictObject(
  Object.fromEntries(
    Object.entries(behaviours).map(([name, values]) => [name, z.enum(values).optional()]),
  ),
);

/** Faults, log, clock, switches and reset; no token is needed, because only this machine can reach them. */
export const controlRoutes: readonly Route[] = [
  open('GET', '/_local', (_request, state) => ok(overview(state))),
  open('POST', '/_local/reset', (_request, state) => {
    resetState(state);
    return ok();
  }),
  open('GET', '/_local/faults', (_request, { faults }) => ok({ faults: faults.list() })),
  open('POST', '/_local/faults', ({ body }, { faults }) =>
    created({ id: faults.add(parseBody(faultBody, body)) }),
  ),
  open('DELETE', '/_local/faults', (_request, { faults }) => {
    faults.clear();
    return ok();
  }),
  open('GET', '/_local/requests', ({ query }, { requests }) => {
    const matches = pathGlob(query.get('path') ?? '**');
    const method = query.get('method')?.toUpperCase();
    const listed = requests
      .list()
      .filter((one) => matches(one.path) && (method === undefined || one.method === method));
    return ok({ total: requests.total, requests: listed });
  }),
  open('DELETE', '/_local/requests', (_request, { requests }) => {
    requests.clear();
    return ok();
  }),
  open('GET', '/_local/clock', (_request, state) => ok(clockOf(state))),
  open('PUT', '/_local/clock', ({ body }, state) => {
    const asked = parseBody(clockBody, body);
    if ('advanceMs' in asked) state.clock.advance(asked.advanceMs);
    else state.clock.set(parseRfc3339(asked.now) ?? 0, asked.frozen);
    return ok(clockOf(state));
  }),
  open('DELETE', '/_local/clock', (_request, state) => {
    state.clock.reset();
    return ok(clockOf(state));
  }),
  open('GET', '/_local/behaviour', (_request, { behaviour }) =>
    ok({ behaviour: behaviour.current, values: behaviours }),
  ),
  open('PUT', '/_local/behaviour', ({ body }, { behaviour }) => {
    behaviour.change(withoutUndefined(parseBody(behaviourBody, body)));
    return ok({ behaviour: behaviour.current });
  }),
];

function open(
  method: Route['method'],
  path: string,
  handle: (...args: Parameters<Route['handle']>) => Answer,
): Route {
  return { method, path, isOpen: true, handle };
}

function overview(state: LocalPortState): object {
  const { catalog, requests, faults, version } = state;
  const blueprints = catalog.blueprints();
  const entities = blueprints.map(({ identifier }) => catalog.entities(identifier).size);
  return {
    version,
    ...clockOf(state),
    counts: {
      blueprints: blueprints.length,
      entities: entities.reduce((sum, size) => sum + size, 0),
      requests: requests.total,
      faults: faults.list().length,
    },
  };
}

function clockOf({ clock }: LocalPortState): object {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.isFrozen };
}

function withoutUndefined(changes: Readonly<Record<string, unknown>>): Partial<Behaviour> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
