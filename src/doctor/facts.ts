import type { RunContext } from '../deployment/run-context.ts';
import type { Finding as LintFinding } from '../mapping/lint/rules.ts';
import type { OptionProblem } from '../options/option-problem.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { PortOrganization } from '../port/client.ts';
import type { PortAddress, Region } from '../port/region.ts';
import type { DoctorNames } from './doctor-names.ts';
import type { Reading } from './reading.ts';

/** What the machine tells without asking anyone. */
export interface MachineFacts {
  /** As in `process.versions.node`. */
  readonly node: string;
  /** Address of the proxy for the Port API without user and password; `null` for none. */
  readonly proxy: Reading<string | null>;
  /** Whether NODE_EXTRA_CA_CERTS is set. */
  readonly hasOwnAuthority: boolean;
}

/** The answer to a request without credentials. */
export interface Probe {
  readonly status: number;
  /** Whether it has the envelope of Port's answers. */
  readonly isPort: boolean;
  /** What the server's clock is ahead of ours, in milliseconds; `null` when it does not tell. */
  readonly aheadMs: number | null;
}

/** What the credentials are, without them. */
export interface CredentialFacts {
  readonly missing: readonly OptionProblem[];
  /** When a ready token ends, in milliseconds since the epoch; `null` when it does not say, or there is none. */
  readonly tokenEnd: number | null;
  readonly isReadyToken: boolean;
  readonly organization: Reading<PortOrganization>;
  /** What the other region said to the same credentials; `null` when it was not asked. */
  readonly otherRegion: { readonly region: Region; readonly isTheirs: boolean } | null;
}

/** One service by what deployments call it. */
export interface ServiceFacts {
  readonly identifier: string;
  readonly name: string;
}

/** What the checks look at of one deployment. */
export interface DeploymentFacts {
  readonly identifier: string;
  /** By our words, or the account's own where it is none of ours. */
  readonly environment: string | null;
  readonly environmentName: string | null;
  readonly status: string | null;
  readonly kind: string | null;
  readonly createdAt: number | null;
  readonly finishedAt: number | null;
  readonly commit: string | null;
  readonly serviceName: string | null;
  /** Identifiers of the related services. */
  readonly services: readonly string[];
  readonly leadTimeHours: number | null;
  readonly leadTimeReason: string | null;
}

/** The deployments of a stretch of time that ends now. */
export interface DeploymentReading {
  readonly days: number;
  readonly list: readonly DeploymentFacts[];
  /** Whether there were more than are looked at. */
  readonly isCut: boolean;
  /** Whether there is any deployment at all. */
  readonly hasAny: boolean;
}

/** The incidents of one tool. */
export interface IncidentFacts {
  readonly tool: string;
  readonly blueprint: string;
  /** What `setup` adds and the blueprint lacks. */
  readonly lacks: readonly string[];
  /** How many were looked at, newest stretch of time first; 0 when something is lacking. */
  readonly count: number;
  readonly withoutService: number;
  readonly resolved: number;
  readonly days: number;
}

/** One installed integration, and what is wrong with its mapping. */
export interface IntegrationFacts {
  readonly id: string;
  readonly type: string;
  /** Resources that make deployments or incidents. */
  readonly resources: number;
  readonly findings: readonly LintFinding[];
}

/** What `setup` knows about the account. */
export interface SetupFacts {
  readonly isSetUp: boolean;
  /** What differs from what setup would make, in words. */
  readonly changes: readonly string[];
  /** Ids of code hosts and incident tools. */
  readonly scm: readonly string[];
  readonly incidents: readonly string[];
  readonly strategy: readonly string[];
  /** The blueprint in which setup keeps deployments. */
  readonly deployment: string;
  /** Integrations that the choices need and that are not there. */
  readonly notInstalled: readonly string[];
}

/** What the CI's code host says to the token. */
export interface CodeHostFacts {
  /** Why commits or pull requests cannot be read; empty when they can. */
  readonly refusals: readonly string[];
}

/** Everything that the checks judge. */
export interface Facts {
  readonly now: number;
  readonly address: PortAddress;
  readonly names: DoctorNames;
  /** Properties that reports send beside ours. */
  readonly ownProperties: readonly string[];
  readonly machine: MachineFacts;
  readonly probe: Reading<Probe>;
  readonly credentials: CredentialFacts;
  readonly blueprints: Reading<ReadonlyMap<string, PortBlueprint>>;
  readonly setup: Reading<SetupFacts>;
  readonly services: Reading<readonly ServiceFacts[]>;
  readonly deployments: Reading<DeploymentReading>;
  readonly incidents: Reading<readonly IncidentFacts[]>;
  readonly integrations: Reading<readonly IntegrationFacts[]>;
  readonly context: Reading<RunContext>;
  readonly codeHost: Reading<CodeHostFacts>;
}
