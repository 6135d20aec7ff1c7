import type { DoctorInput } from '../../../src/doctor/doctor-input.ts';
import type { CheckName, Finding } from '../../../src/doctor/finding.ts';
import { runDoctor } from '../../../src/doctor/run-doctor.ts';
import type { Host } from '../../../src/host/host.ts';
import { nodeClock } from '../../../src/host/node-clock.ts';
import { nodeSha256 } from '../../../src/host/node-sha256.ts';
import { createRedactor } from '../../../src/host/redactor.ts';
import { createPortClient } from '../../../src/port/client.ts';
import { openNodeTransport } from '../../../src/port/http/node-transport.ts';
import { portAddress } from '../../../src/port/region.ts';
import type { PortCredentials } from '../../../src/port/token.ts';
import type { Account } from '../../account/start-account.ts';

const silent = {
  ...{ info: () => undefined, debug: () => undefined, notice: () => undefined },
  ...{ warning: () => undefined, error: () => undefined, group: () => undefined },
};

/** What a test says about the machine and the credentials. */
export interface Given extends Partial<Omit<DoctorInput, 'host'>> {
  readonly env?: Readonly<Record<string, string>>;
  readonly credentials?: PortCredentials;
  /** What our clock is ahead of the true time. */
  readonly clockAheadMs?: number;
  readonly timeoutMs?: number;
  /** What was registered as secret when the options were read. */
  readonly secrets?: readonly string[];
}

/** Examines an account over HTTP, as the command does. */
export async function examine(
  account: Pick<Account, 'url' | 'env'>,
  {
    env = {},
    credentials,
    clockAheadMs = 0,
    timeoutMs = 20_000,
    secrets = [],
    ...given
  }: Given = {},
): Promise<readonly Finding[]> {
  const clock = { ...nodeClock, now: () => nodeClock.now() + clockAheadMs };
  const host: Host = {
    ...{ env, cwd: '/', clock, random: () => 0.5, log: silent, sha256: nodeSha256 },
    files: {
      read: async () => null,
      writePrivate: async () => undefined,
      createPrivate: async () => true,
      append: async () => undefined,
    },
    git: async () => null,
    secrets: createRedactor(),
  };
  for (const secret of secrets) host.secrets.add(secret);
  const connections = openNodeTransport();
  const address = portAddress({ baseUrl: account.url });
  const deadline = clock.now() + timeoutMs;
  const settings = {
    ...{ address, clock, random: host.random, secrets: host.secrets, version: '1.2.3', deadline },
    transport: connections.send,
    credentials: credentials ?? {
      clientId: String(account.env.PORT_CLIENT_ID),
      clientSecret: String(account.env.PORT_CLIENT_SECRET),
    },
  };
  try {
    return await runDoctor({
      host,
      node: '20.16.0',
      version: '1.2.3',
      address,
      names: {
        ...{ deployment: 'deployment', service: 'service', serviceMatch: '$title' },
        ...{ properties: {}, relations: {}, values: {} },
      },
      ownProperties: [],
      missing: [],
      openPort: async () => createPortClient(settings),
      accessToken:
        credentials && 'accessToken' in credentials ? credentials.accessToken : undefined,
      openTransport: async () => connections.send,
      otherRegion: null,
      readSetup: async () => ({
        ...{
          isSetUp: true,
          changes: [],
          scm: [],
          incidents: [],
          strategy: [],
          notInstalled: [],
          deployment: 'deployment',
        },
      }),
      fetch: async () => {
        throw new Error('no request to a code host was expected');
      },
      githubToken: undefined,
      deadline,
      ...given,
    });
  } finally {
    await connections.close();
  }
}

/** The findings of one check, as level and words. */
export const of = (findings: readonly Finding[], check: CheckName): readonly string[] =>
  findings
    .filter((one) => one.check === check)
    .map(({ level, says, fix }) => `${level}: ${says}${fix === null ? '' : ` → ${fix}`}`);
