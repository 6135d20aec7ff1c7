import type { Environment, Secrets } from '../host/host.ts';
import { chooseTransport } from '../port/http/choose-transport.ts';

/** What both the CI's and the code host's readers call `fetch`. */
type Fetch = (
  url: string,
  init: {
    readonly method?: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal?: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  text(): Promise<string>;
}>;

/** `fetch` for the few requests to other APIs than Port's, with the proxies of the environment; the global one takes long to load. */
export function fetchOverTransport(needs: {
  readonly env: Environment;
  readonly secrets: Secrets;
}): Fetch {
  return async (url, { method = 'GET', headers, body, signal }) => {
    const transport = await chooseTransport({ url, ...needs });
    try {
      const request = { method, url, headers, ...(body === undefined ? {} : { body }) };
      const answer = await transport.send(request, signal ?? new AbortController().signal);
      return { status: answer.status, headers: answer.headers, text: async () => answer.body };
    } finally {
      await transport.close();
    }
  };
}
