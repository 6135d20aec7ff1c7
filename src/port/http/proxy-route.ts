import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Environment } from '../../host/host.ts';
import { isLoopback } from './is-loopback.ts';

/** The proxy for one address; user and password are kept apart from its URL. */
export interface ProxyRoute {
  readonly url: string;
  /** Value of `proxy-authorization`, or `null` when the proxy wants none. Secret. */
  readonly authorization: string | null;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/**
 * The proxy that the environment names for an address, or `null`: the rules of curl, lower-case names first.
 * Plain http to loopback goes direct: it would hand the credentials to the proxy in clear text.
 * @throws PortDoraError OPTION_INVALID when the variable does not hold an http or https address.
 */
export async function proxyFor(url: string, env: Environment): Promise<ProxyRoute | null> {
  const target = new URL(url);
  const scheme = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const { name, value } = read(env, scheme);
  if (value === '') return null;
  if (scheme === 'http_proxy' && isLoopback(target.hostname)) return null;
  const { value: noProxy } = read(env, 'no_proxy');
  if (noProxy !== '') {
    const { isExempt } = await import('./no-proxy.ts'); // off the way of those who have no proxy
    if (isExempt(target, noProxy)) return null;
  }
  return parseProxy(name, value);
}

function read(env: Environment, lowerName: string): { name: string; value: string } {
  const name = env[lowerName]?.trim() ? lowerName : lowerName.toUpperCase();
  return { name, value: env[name]?.trim() ?? '' };
}

function parseProxy(name: string, value: string): ProxyRoute {
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
