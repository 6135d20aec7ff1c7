import { nameIn } from '../deployment/entity-names.ts';
import type { NameMatcher } from '../deployment/environment-rules.ts';
import { builtInHotfixRules, matchingHotfixRule } from '../deployment/hotfix-rule.ts';
import type { EventTrack } from '../deployment/tracked-event.ts';
import type { Host } from '../host/host.ts';
import type { AccountNames } from '../options/account-names.ts';
import type { backfillOptions } from '../options/backfill-options.ts';
import { deploymentBlueprint as blueprintOf } from '../options/deployment-blueprint.ts';
import type { OptionValues } from '../options/read-options.ts';
import type { PortClient } from '../port/client.ts';
import { defaultCommitLimit, type ReadLimits } from '../scm/change-source.ts';
import type { DeploymentAccount } from './account.ts';
import type { BackfillNeeds, DeploymentSink } from './backfill.ts';
import type { CollectNeeds } from './collect-repository.ts';
import type { DeploymentHost, HostRepository, RepositoryScope } from './deployment-host.ts';
import { type DerivingSettings, deriveFound, servicesOf } from './derive-found.ts';
import type { IncidentsOf } from './index-incidents.ts';
import { isInShard } from './is-in-shard.ts';
import { type KnownNames, readKnown } from './known/read-known.ts';
import { readRenamed } from './known/read-renamed.ts';
import { type PatienceSettings, patiently } from './patiently.ts';
import type { Places } from './places.ts';

/** The options of `backfill`, by name. */
export type BackfillOptionValues = OptionValues<typeof backfillOptions>;

/** What a run has at hand. */
export interface BackfillMeans {
  readonly options: BackfillOptionValues;
  readonly accountNames: AccountNames;
  readonly host: Pick<Host, 'clock' | 'sha256'>;
  readonly deploymentHost: DeploymentHost;
  /** `null` where nothing is asked of Port. */
  readonly port: PortClient | null;
  /** Whether Port had any deployment before. */
  readonly hasDeployments: boolean;
  /** `null` where no run continues another one. */
  readonly places: Places | null;
  readonly incidentsOf: IncidentsOf;
  readonly sink: DeploymentSink;
  readonly limits: ReadLimits;
  readonly signal: AbortSignal;
  readonly matchesName: NameMatcher;
  /** What the account can take; `null` where Port is not asked. */
  readonly account: DeploymentAccount | null;
}

const dayMs = 86_400_000;
const defaultDays = 90;
/** What ended after the last run had looked may have begun before it: approvals and second tries may come 30 days later. */
const overlapDays = 31;
/** Each job of GitHub costs two requests, so there the rule is what is usual. */
const overlapDaysOfJobs = 3;
/** Later reports, incidents and rollbacks still change what is so young. */
const provisionalDays = 28;
/** Enough to hide the way to the hosts, few enough for their limits. */
const repositoriesAtOnce = 4;

/** Everything that the work itself asks for, made from what the user said. */
export function backfillNeeds(means: BackfillMeans): BackfillNeeds {
  const { options, port, deploymentHost, matchesName } = means;
  const names = knownNames(means);
  return {
    host: deploymentHost,
    scopes: scopesOf(options),
    isWanted: wantedBy(options, means.host.sha256, matchesName),
    collectNeeds: collectNeedsFor(means),
    readKnown:
      port &&
      ((repository) => patiently(() => readKnown(port, repository, names), patienceOf(means))),
    names: { ...names, account: means.account, looksAgain: options.recompute },
    sink: means.sink,
    atOnce: repositoriesAtOnce,
    signal: means.signal,
  };
}

const knownNames = (means: BackfillMeans): KnownNames => ({
  ...means.accountNames,
  serviceMatch: means.options.serviceMatch,
  blueprint: deploymentBlueprint(means),
});

const patienceOf = ({ host, limits, signal }: BackfillMeans): PatienceSettings => ({
  ...{ clock: host.clock, deadline: limits.deadline, signal },
});

/** Times of one form compare as text. */
const earlier = (one: string, other: string): string => (one < other ? one : other);

/** The blueprint of deployments, under the account's own name. */
export const deploymentBlueprint = ({
  options,
  accountNames,
}: Pick<BackfillMeans, 'options' | 'accountNames'>): string =>
  blueprintOf(accountNames, options.blueprint);

/** The track that a host tells best. */
export function trackOf({ from, track }: BackfillOptionValues): 'job' | EventTrack {
  if (track) return track;
  if (from === 'gitlab' || from === 'azure') return 'job';
  return from === 'git' ? 'tag' : 'deployment-status';
}

function scopesOf({ from, repo, org, group, project }: BackfillOptionValues): RepositoryScope[] {
  if (from === 'git') return [{ kind: 'repository', slug: '.' }];
  const owners = [org, group, project].flatMap((path) =>
    path ? [{ kind: 'owner', path } as const] : [],
  );
  const repositories = (repo ?? []).map((slug) => ({ kind: 'repository', slug }) as const);
  return [...repositories, ...owners];
}

function wantedBy(
  options: BackfillOptionValues,
  sha256: Host['sha256'],
  matchesName: NameMatcher,
): (repository: HostRepository) => boolean {
  const { include, exclude, repo, shard, withArchived, withForks } = options;
  const isNamed = (slug: string): boolean => repo?.includes(slug) ?? false;
  const matches = (patterns: readonly string[], { slug, name }: HostRepository): boolean =>
    patterns.some((pattern) => matchesName(pattern, slug) || matchesName(pattern, name));
  return (repository) =>
    (!shard || isInShard(repository.slug, shard, sha256)) &&
    !matches(exclude ?? [], repository) &&
    (isNamed(repository.slug) ||
      ((!include || matches(include, repository)) &&
        (withArchived || !repository.isArchived) &&
        (withForks || !repository.isFork)));
}

function collectNeedsFor(means: BackfillMeans): (repository: HostRepository) => CollectNeeds {
  const { options, host, places, incidentsOf, matchesName } = means;
  const now = host.clock.now();
  const timeAgo = (days: number, from = now): string => new Date(from - days * dayMs).toISOString();
  const deriving: DerivingSettings = {
    settings: {
      environment: options.environment,
      environmentRules: options.environmentRules,
      countCancelled: options.countCancelled,
    },
    service: options.service ?? null,
    services: options.services ?? [],
    ...{ now, matchesName, sha256: host.sha256 },
  };
  const track = trackOf(options);
  const isDear = options.from === 'github' && track === 'job';
  const overlap = isDear ? overlapDaysOfJobs : overlapDays;
  const hotfixRules = options.hotfixRules ?? builtInHotfixRules;
  return (repository) => {
    const place = places?.placeOf(repository) ?? null;
    const continued = place && timeAgo(overlap, Date.parse(place));
    return {
      host: means.deploymentHost,
      query: {
        track,
        workflows: options.workflow?.length ? options.workflow : null,
        since: options.since ?? continued ?? timeAgo(defaultDays),
        until: options.until ?? new Date(now).toISOString(),
      },
      derive: async (found) => deriveFound(found, repository, deriving),
      // What has a place was read under this name before.
      readRenamed: place === null ? readRenamedFor(means, repository) : null,
      pathsOf: (service) =>
        servicesOf(repository, deriving)?.find(({ title }) => title === service)?.globs ?? null,
      isHotfix: (record, origins) =>
        matchingHotfixRule(
          {
            labels: origins.flatMap(({ labels }) => labels),
            branches: [...origins.flatMap(({ branch }) => branch ?? []), record.ref ?? ''],
            titles: origins.flatMap(({ title }) => title ?? []),
          },
          hotfixRules,
          matchesName,
        ) !== null,
      limits: { ...means.limits, commits: defaultCommitLimit },
      ...{ incidentsOf, incidentWindowHours: options.incidentWindow },
      readsChanges: options.leadTime !== 'off',
      leavesOutBots: options.leaveOutBots,
      // What is found for the first time is worked out, however old it is.
      settledBefore:
        continued !== null && !options.recompute
          ? earlier(continued, timeAgo(provisionalDays))
          : null,
    };
  };
}

function readRenamedFor(
  means: BackfillMeans,
  repository: HostRepository,
): CollectNeeds['readRenamed'] {
  const { port, account, accountNames } = means;
  if (!port || !means.hasDeployments) return null;
  if (!account?.properties.has(nameIn(accountNames.properties, 'commitSha'))) return null;
  const names = knownNames(means);
  return (unknown) =>
    patiently(() => readRenamed(port, repository, unknown, names), patienceOf(means));
}
