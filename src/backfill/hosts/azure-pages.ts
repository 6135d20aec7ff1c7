import type { Ask, Refusal } from '../../scm/host-client.ts';
import { listAt } from '../../scm/json.ts';

/** A page of a list, and what the next one is asked for with. */
export interface AzurePage {
  readonly items: readonly unknown[];
  /** `null` after the last page. */
  readonly next: string | null;
}

/** The pages of a list from a token on; `''` is the first page. Source: Microsoft Learn, "Builds - List", `x-ms-continuationtoken`. */
export async function* azurePages(
  ask: Ask,
  url: string,
  from = '',
): AsyncGenerator<AzurePage | Refusal> {
  for (let token: string | null = from; token !== null; ) {
    const more: string = token === '' ? '' : `&continuationToken=${encodeURIComponent(token)}`;
    const answer = await ask({ url: `${url}${more}` });
    if ('reason' in answer) return yield answer;
    const next: string | null = answer.headers['x-ms-continuationtoken'] || null;
    yield { items: listAt(answer.body, 'value'), next };
    // The same page over and over would never end.
    token = next === token ? null : next;
  }
}
