import type { Ask, Refusal } from './host-client.ts';
import { listAt } from './json.ts';

/** The largest page of GitHub's and GitLab's REST APIs. */
export const pageSize = 100;

export interface Listed {
  readonly items: readonly unknown[];
  /** Whether the host has more than were read. */
  readonly hasMore: boolean;
}

/** The items of a list, page by page, until it ends or `most` are read. */
export async function listPages(ask: Ask, url: string, most: number): Promise<Listed | Refusal> {
  const items: unknown[] = [];
  const query = url.includes('?') ? '&' : '?';
  for (let page = 1; items.length < most; page++) {
    const answer = await ask({ url: `${url}${query}per_page=${pageSize}&page=${page}` });
    if ('reason' in answer) return answer;
    const found = listAt(answer.body);
    items.push(...found);
    // GitLab also says so when a full page is the last one: `x-next-page` is empty then.
    if (found.length < pageSize || answer.headers['x-next-page'] === '') {
      return { items: items.slice(0, most), hasMore: items.length > most };
    }
  }
  return { items: items.slice(0, most), hasMore: true };
}

/** Why the commits of a path are not known. */
export function tooMany(path: string, since: string): Refusal {
  return {
    status: 200,
    reason: `too many commits touched ${JSON.stringify(path)} since ${since} to tell those of this range`,
  };
}
