import type { DeploymentRecord } from '../deployment/record.ts';
import { asPortDoraError, type PortDoraError } from '../errors/port-dora-error.ts';
import { type BackfillSummary, createSummaryCounter } from './backfill-summary.ts';
import {
  type CollectedRepository,
  type CollectNeeds,
  collectRepository,
} from './collect-repository.ts';
import type {
  DeploymentHost,
  HostRepository,
  ListingProblem,
  RepositoryScope,
} from './deployment-host.ts';
import { inFlight } from './in-flight.ts';
import { type KnownDeployments, nothingKnown } from './known/read-known.ts';
import type { Outgoing } from './sending/group-entities.ts';
import { type OutgoingNames, outgoingEntities } from './sending/outgoing-entities.ts';

/** Where the deployments go: to Port, to a file, or nowhere. */
export interface DeploymentSink {
  /**
   * Takes what a repository gave; waits while there is no room. `isWhole`: nothing of the repository could not be read.
   * @returns `false` when nothing more can be taken
   */
  take(
    outgoing: readonly Outgoing<DeploymentRecord>[],
    repository: HostRepository,
    isWhole: boolean,
  ): Promise<boolean>;
}

export interface BackfillNeeds {
  readonly host: DeploymentHost;
  readonly scopes: readonly RepositoryScope[];
  /** Which of the scopes' repositories are meant. */
  readonly isWanted: (repository: HostRepository) => boolean;
  /** What collecting a repository needs; it may differ by where the last run ended. */
  readonly collectNeeds: (repository: HostRepository) => CollectNeeds;
  /** What Port knows of a repository; `null` where Port is not asked. @throws ApiError */
  readonly readKnown: ((repository: HostRepository) => Promise<KnownDeployments>) | null;
  readonly names: OutgoingNames;
  readonly sink: DeploymentSink;
  /** Repositories that are read at the same time. */
  readonly atOnce: number;
  /** Ends the work between two repositories. */
  readonly signal: AbortSignal;
  /** Told when all repositories are listed. */
  onListed?(repositories: number): void;
  /** Told after each repository. */
  onRepository?(collected: CollectedRepository, writes: number): void;
}

export interface BackfillResult {
  readonly summary: BackfillSummary;
  /** Why it ended before all repositories were read; `null` when it did not. */
  readonly ended: PortDoraError | 'stopped' | null;
}

/** Reads the repositories, a few at a time, and hands on what each of them gives: memory follows the largest one alone. */
export async function backfill(needs: BackfillNeeds): Promise<BackfillResult> {
  const counter = createSummaryCounter();
  let isFull = false;
  const work = async (repository: HostRepository): Promise<void> => {
    if (isFull || needs.signal.aborted) return;
    const known = (await needs.readKnown?.(repository)) ?? nothingKnown;
    const collect = needs.collectNeeds(repository);
    const collected = await collectRepository(repository, known, collect);
    // What a stopped reading lacks would make the rest look like something else: the next run reads it whole.
    if (needs.signal.aborted) return;
    const outgoing = outgoingEntities(collected.records, collected.known, needs.names);
    counter.addRepository(
      collected,
      outgoing.map(({ origin }) => origin),
    );
    const isWhole = collected.problems.every(({ isGone }) => isGone);
    isFull = !(await needs.sink.take(outgoing, repository, isWhole)) || isFull;
    needs.onRepository?.(collected, outgoing.length);
  };
  try {
    // Listing them takes one request for a hundred, and then the time that is left can be told.
    const repositories: HostRepository[] = [];
    const listing = repositoriesOf(needs, (problem) => counter.addProblem(problem));
    for await (const repository of listing) repositories.push(repository);
    needs.onListed?.(repositories.length);
    await inFlight(repositories, needs.atOnce, work);
  } catch (thrown) {
    return { summary: counter.summary(), ended: asPortDoraError(thrown) };
  }
  return { summary: counter.summary(), ended: needs.signal.aborted ? 'stopped' : null };
}

/** Each wanted repository once, also where scopes overlap. */
async function* repositoriesOf(
  { host, scopes, isWanted, signal }: BackfillNeeds,
  onProblem: (problem: ListingProblem) => void,
): AsyncGenerator<HostRepository> {
  const seen = new Set<string>();
  for (const scope of scopes) {
    for await (const repository of host.repositories(scope)) {
      if (signal.aborted) return;
      if ('reason' in repository) onProblem(repository);
      else if (!seen.has(repository.slug) && isWanted(repository)) {
        seen.add(repository.slug);
        yield repository;
      }
    }
  }
}
