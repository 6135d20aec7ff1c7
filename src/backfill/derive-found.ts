import type { DeploymentSettings, Derivation } from '../deployment/derivation.ts';
import { deriveRecords } from '../deployment/derive-record.ts';
import type { NameMatcher } from '../deployment/environment-rules.ts';
import type { ServiceSelector } from '../deployment/service-selection.ts';
import type { Pair } from '../options/parse-pair.ts';
import type { FoundDeployment, HostRepository } from './deployment-host.ts';

/** What a user would have given to a live report of every repository. */
export interface DerivingSettings {
  readonly settings: Pick<
    DeploymentSettings,
    'environment' | 'environmentRules' | 'countCancelled'
  >;
  /** For all repositories; `null` when each has its own. */
  readonly service: readonly ServiceSelector[] | null;
  /** Slugs or patterns of slugs, and the service of each. */
  readonly services: readonly Pair[];
  readonly now: number;
  readonly matchesName: NameMatcher;
  readonly sha256: (text: string) => string;
}

/** The services of a repository. In a monorepo every one of them is looked at: its changes tell whether it was deployed. */
export function servicesOf(
  { slug }: HostRepository,
  { service, services, matchesName }: DerivingSettings,
): readonly ServiceSelector[] | null {
  const mapped = services.filter(({ left }) => matchesName(left, slug));
  if (mapped.length > 0) return mapped.map(({ right }) => ({ title: right, globs: null }));
  return service;
}

/** The records that a live report of the same facts would have made. */
export function deriveFound(
  found: FoundDeployment,
  repository: HostRepository,
  deriving: DerivingSettings,
): Derivation {
  const { settings, now, sha256, matchesName } = deriving;
  const titles = servicesOf(repository, deriving)?.map(({ title }) => title) ?? null;
  const { jobFinishedAt } = found;
  return deriveRecords(
    {
      context: found.context,
      event: found.event,
      settings: jobFinishedAt ? { ...settings, finishedAt: jobFinishedAt } : settings,
      services: titles,
      startedAt: null,
      now,
    },
    { sha256, matchesName },
  );
}
