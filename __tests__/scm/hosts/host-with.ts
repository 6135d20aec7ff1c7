import { type ServedStandIn, serve } from './stand-in.ts';

export const clock = { now: () => Date.now(), sleep: async () => undefined };
export const limits = { commits: 0, deadline: Date.now() + 30_000 };
export const sha = '1ecfd275763eff1d6b4844ea3168962458c9f27a';

/** A host that has these answers by path, or by path and query; a number is a status. Everything else is not there. */
export const hostWith = (answers: Readonly<Record<string, unknown>>): Promise<ServedStandIn> =>
  serve(() => async ({ url }) => {
    const body = answers[url.pathname + url.search] ?? answers[url.pathname];
    if (body === undefined) return undefined;
    return typeof body === 'number' ? { status: body, body: {} } : { status: 200, body };
  });
