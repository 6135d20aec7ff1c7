import type { FetchLike } from '../ci/fetch-like.ts';
import type { Environment, Secrets } from '../host/host.ts';
import { chooseTransport } from '../port/http/choose-transport.ts';

/** `fetch` for the few requests to a CI's own API, with the proxies of the environment; the global one takes long to load. */
export function fetchOverTransport(needs: {
  readonly env: Environment;
  readonly secrets: Secrets;
}): FetchLike {
  return async (url, { headers, signal }) => {
    const transport = await chooseTransport({ url, ...needs });
    try {
      const request = { method: 'GET', url, headers };
      const { status, body } = await transport.send(
        request,
        signal ?? new AbortController().signal,
      );
      return { status, text: async () => body };
    } finally {
      await transport.close();
    }
  };
}
