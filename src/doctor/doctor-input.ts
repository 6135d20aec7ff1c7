import type { Host } from '../host/host.ts';
import type { OptionProblem } from '../options/option-problem.ts';
import type { PortClient, PortOrganization } from '../port/client.ts';
import type { Transport } from '../port/http/transport.ts';
import type { PortAddress, Region } from '../port/region.ts';
import type { FetchLike } from '../scm/fetch-like.ts';
import type { DoctorNames } from './doctor-names.ts';
import type { SetupFacts } from './facts.ts';

/** What the examination works with. */
export interface DoctorInput {
  readonly host: Host;
  /** As in `process.versions.node`. */
  readonly node: string;
  /** The project's version, for the User-Agent. */
  readonly version: string;
  readonly address: PortAddress;
  readonly names: DoctorNames;
  readonly ownProperties: readonly string[];
  /** What is missing of the credentials, and then no `port`. */
  readonly missing: readonly OptionProblem[];
  /** @throws PortDoraError when no connection can be made at all */
  openPort(): Promise<
    Pick<PortClient, 'request' | 'searchEntities' | 'listBlueprints' | 'getOrganization'>
  >;
  /** A ready token instead of client id and secret. */
  readonly accessToken: string | undefined;
  /** Sends one request without credentials. @throws PortDoraError for a proxy that is no address */
  openTransport(): Promise<Transport>;
  /** Tries the same credentials in the other region of Port's own hosts; `null` unless the user wants that. */
  readonly otherRegion: {
    readonly region: Region;
    readonly login: () => Promise<PortOrganization>;
  } | null;
  readonly readSetup: () => Promise<SetupFacts>;
  readonly fetch: FetchLike;
  readonly githubToken: string | undefined;
  /** Until when, in milliseconds since the epoch. */
  readonly deadline: number;
}
