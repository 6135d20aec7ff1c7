import type { Ask, HostAnswer, Refusal } from '../../scm/host-client.ts';
import { at, textAt } from '../../scm/json.ts';

/** Whether a page is the last that has to be read. */
export type IsEnough = (items: readonly unknown[]) => boolean;

/**
 * The pages of a list, as the `link` header leads: GitHub and GitLab both write it, and it stays right when items come
 * or go meanwhile. Source: GitHub docs, "Using pagination in the REST API"; GitLab docs, "REST API", pagination.
 */
export async function* restPages(
  ask: Ask,
  url: string,
  itemsOf: (body: unknown) => readonly unknown[],
  isEnough: IsEnough = () => false,
): AsyncGenerator<readonly unknown[] | Refusal> {
  let next: string | null = url;
  while (next !== null) {
    const answer: HostAnswer | Refusal = await ask({ url: next });
    if ('reason' in answer) {
      yield answer;
      return;
    }
    const items = itemsOf(answer.body);
    yield items;
    const following = nextLink(answer.headers.link ?? '');
    // A host that leads elsewhere would get the token.
    next =
      following !== null && !isEnough(items) && new URL(following).origin === new URL(url).origin
        ? following
        : null;
  }
}

function nextLink(header: string): string | null {
  const link = /<([^<>]+)>\s*;[^,]*\brel="?next"?/.exec(header)?.[1] ?? null;
  return link !== null && URL.canParse(link) ? link : null;
}

/** A connection of a GraphQL answer: its nodes and where the next page begins; from the cursor `after` on, if there is one. */
export async function* graphqlPages(
  ask: Ask,
  url: string,
  request: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
  path: readonly string[],
  isEnough: IsEnough = () => false,
): AsyncGenerator<readonly unknown[] | Refusal> {
  for (let after = textAt(request.variables, 'after'); ; ) {
    const { query } = request;
    const answer: HostAnswer | Refusal = await ask({
      url,
      body: { query, variables: { ...request.variables, after } },
    });
    if ('reason' in answer) return yield answer;
    const connection = at(answer.body, 'data', ...path);
    const nodes = at(connection, 'nodes');
    if (!Array.isArray(nodes)) return yield graphqlRefusal(answer.body);
    yield nodes as readonly unknown[];
    const end = textAt(connection, 'pageInfo', 'endCursor');
    if (at(connection, 'pageInfo', 'hasNextPage') !== true || end === null || end === after) return;
    if (isEnough(nodes)) return;
    after = end;
  }
}

/** GraphQL answers 200 also where it refuses; a repository that is not there is told by its type. */
function graphqlRefusal(body: unknown): Refusal {
  const message = textAt(body, 'errors', 0, 'message') ?? 'an answer without data';
  const isGone = textAt(body, 'errors', 0, 'type') === 'NOT_FOUND';
  return { status: isGone ? 404 : 200, reason: `the host refuses the query: ${message}` };
}
