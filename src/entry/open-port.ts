import type { Host } from '../host/host.ts';
import { createPortClient, type PortClient } from '../port/client.ts';
import { chooseTransport } from '../port/http/choose-transport.ts';
import { portAddress } from '../port/region.ts';
import { areProblems, findCredentials } from '../report/credentials.ts';
import { version } from './version.ts';
import { wrongOptions } from './wrong-options.ts';

const noCredentials = {
  code: 'OPTION_MISSING',
  message: 'there are no Port credentials',
  hint: 'set PORT_CLIENT_ID and PORT_CLIENT_SECRET, or run port-dora local-port to try it without an account',
} as const;

/** The options that say which account of Port is meant. */
export interface PortOptions {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly accessToken: string | undefined;
  readonly region: 'eu' | 'us';
  readonly baseUrl: string | undefined;
}

/** A Port client with its connections. */
export interface OpenPort {
  readonly port: PortClient;
  /** Where the portal shows entities; `null` for a Port API that has no portal. */
  readonly app: string | null;
  close(): Promise<void>;
}

/**
 * Opens the Port API for a command that sends many requests; `deadline` in milliseconds since the epoch. Without `bulk`
 * it is Node's own client, which needs 30 MiB less memory and for a few connections is as quick.
 * @throws PortDoraError OPTION_MISSING when credentials are missing; each is said in the log
 */
export async function openPort(
  options: PortOptions,
  { clock, random, secrets, log, env }: Host,
  deadline: number,
  { bulk = true }: { readonly bulk?: boolean } = {},
): Promise<OpenPort> {
  const credentials = findCredentials(options);
  if (areProblems(credentials)) throw wrongOptions(credentials, { log }, noCredentials);
  const address = portAddress(options);
  const transport = await chooseTransport({ url: address.api, env, secrets, bulk });
  const port = createPortClient({
    ...{ address, credentials, clock, random, secrets, log, version, deadline },
    transport: transport.send,
  });
  return { port, app: address.app, close: () => transport.close() };
}
