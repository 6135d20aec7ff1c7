import { PortDoraError } from '../../errors/port-dora-error.ts';

/** The proxy for one address; user and password are kept apart from its URL. */
export interface ProxyRoute {
  readonly url: string;
  /** Value of `proxy-authorization`, or `null` when the proxy wants none. Secret. */
  readonly authorization: string | null;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/**
 * The address that a variable holds.
 * @throws PortDoraError OPTION_INVALID when it is no http or https address.
 */
export function parseProxy(name: string, value: string): ProxyRoute {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new PortDoraError('OPTION_INVALID', `${name} is not the address of an http(s) proxy`, {
      hint: `set ${name} to an address such as http://proxy.example.com:3128, or unset it`,
    });
  }
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === '' && password === '') return { url: url.origin, authorization: null, secrets: [] };
  const token = Buffer.from(`${user}:${password}`).toString('base64');
  return {
    url: url.origin,
    authorization: `Basic ${token}`,
    secrets: [password, url.password, token].filter((secret) => secret !== ''),
  };
}

/** A password with a bare percent sign is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
