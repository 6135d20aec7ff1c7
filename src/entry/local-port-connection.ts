import type { LocalPort } from '../local-port/index.ts';

/** A way to call a local Port with its own credentials; one token for all calls. */
export function connectTo({ url, clientId, clientSecret }: LocalPort) {
  let token: Promise<string> | null = null;
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    authorization?: string,
  ): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(authorization ? { authorization } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const login = async (): Promise<string> => {
    const answer = await send('POST', '/v1/auth/access_token', { clientId, clientSecret });
    return `Bearer ${(answer as { readonly accessToken: string }).accessToken}`;
  };
  return async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    token ??= login();
    return send(method, path, body, await token);
  };
}
