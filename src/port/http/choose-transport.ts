import type { Environment, Secrets } from '../../host/host.ts';
import { openNodeTransport } from './node-transport.ts';
import { proxyFor } from './proxy-route.ts';
import type { OpenTransport } from './transport.ts';

interface TransportNeeds {
  /** The address that all requests will go to. */
  readonly url: string;
  readonly env: Environment;
  readonly secrets: Secrets;
  /** True for commands that send many requests. */
  readonly bulk?: boolean;
}

/**
 * Node's own client, or undici where a proxy applies or much is to be sent: undici takes 80 to 200 ms to load.
 * @throws PortDoraError OPTION_INVALID when a proxy variable holds no address.
 */
export async function chooseTransport(needs: TransportNeeds): Promise<OpenTransport> {
  const proxy = await proxyFor(needs.url, needs.env);
  for (const secret of proxy?.secrets ?? []) needs.secrets.add(secret);
  if (proxy === null && needs.bulk !== true) return openNodeTransport();
  const { openUndiciTransport } = await import('./undici-transport.ts');
  return openUndiciTransport({ proxy });
}
