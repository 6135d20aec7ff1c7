import type { Host } from '../host/host.ts';
import { chooseTransport } from '../port/http/choose-transport.ts';
import type { OpenTransport } from '../port/http/transport.ts';
import type { FetchLike } from '../scm/fetch-like.ts';

/** `fetch` for many requests to a code host, with its connections kept open and the proxies of the environment. */
export function hostFetch({ env, secrets }: Pick<Host, 'env' | 'secrets'>): {
  readonly fetch: FetchLike;
  close(): Promise<void>;
} {
  const byOrigin = new Map<string, Promise<OpenTransport>>();
  const transportFor = (url: string): Promise<OpenTransport> => {
    const { origin } = new URL(url);
    const open = byOrigin.get(origin) ?? chooseTransport({ url, env, secrets });
    byOrigin.set(origin, open);
    return open;
  };
  return {
    async fetch(url, { method, headers, body, signal }) {
      const transport = await transportFor(url);
      const request = { method, url, headers, ...(body === undefined ? {} : { body }) };
      const answer = await transport.send(request, signal ?? new AbortController().signal);
      return { status: answer.status, headers: answer.headers, text: async () => answer.body };
    },
    async close() {
      for (const open of byOrigin.values()) await (await open).close();
    },
  };
}
