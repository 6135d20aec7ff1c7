import type { Environment } from '../../host/host.ts';
import { isLoopback } from './is-loopback.ts';
import type { ProxyRoute } from './proxy-address.ts';

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
  const { parseProxy } = await import('./proxy-address.ts');
  return parseProxy(name, value);
}

function read(env: Environment, lowerName: string): { name: string; value: string } {
  const name = env[lowerName]?.trim() ? lowerName : lowerName.toUpperCase();
  return { name, value: env[name]?.trim() ?? '' };
}
