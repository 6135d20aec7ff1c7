import type { Ask } from '../../scm/host-client.ts';

/** How GitHub is asked. */
export interface GithubLists {
  readonly ask: Ask;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
}
