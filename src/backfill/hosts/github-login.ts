import { textAt } from '../../scm/json.ts';

/**
 * The login of an actor as events and REST tell it: there the name of a bot ends with `[bot]`, in GraphQL it does not.
 * Source: GitHub docs, GraphQL, interface `Actor` and object `Bot`.
 */
export function githubLogin(actor: unknown): string | null {
  const login = textAt(actor, 'login');
  const isBot = textAt(actor, '__typename') === 'Bot';
  return login !== null && isBot && !login.endsWith('[bot]') ? `${login}[bot]` : login;
}
