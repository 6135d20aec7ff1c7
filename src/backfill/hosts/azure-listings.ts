import type { NameMatcher } from '../../deployment/environment-rules.ts';
import { deploymentOf } from '../../deployment/event-reading.ts';
import { pullRequestEvent, runEvent } from '../../deployment/host-events.ts';
import type { EventReading, EventTrack } from '../../deployment/tracked-event.ts';
import { whyNotTracked } from '../../deployment/workflow-filter.ts';
import { attemptOf, azurePullRequest, azureRun } from '../../scm/azure-host-facts.ts';
import { listAt, numberAt, textAt } from '../../scm/json.ts';
import { readTime } from '../../scm/read-time.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import {
  type AzureCollection,
  partsOf,
  projectResources,
  repositoryId,
} from './azure-collection.ts';
import { azureJobs } from './azure-jobs.ts';
import { azurePages } from './azure-pages.ts';
import { listingProblem } from './listing-problem.ts';
import { repositoryContext } from './repository-context.ts';
import { isWithin } from './time-range.ts';

type AzureListing = (
  collection: AzureCollection,
  repository: HostRepository,
  query: DeploymentQuery,
  matchesName: NameMatcher,
) => AsyncGenerator<FoundDeployment | ListingProblem>;

export const azureListings: Partial<Readonly<Record<'job' | EventTrack, AzureListing>>> = {
  job: azureJobs,
  'pull-request': pullRequests,
  'workflow-run': runs,
  tag: tags,
};

const pageSize = 100;

/** Source: Microsoft Learn, "Pull Requests - Get Pull Requests": `$skip` and `$top`, by the time of closing. */
async function* pullRequests(
  collection: AzureCollection,
  repository: HostRepository,
  query: DeploymentQuery,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const { ask } = collection;
  const base = repositoryResources(collection, repository);
  const range = query.since
    ? `&searchCriteria.queryTimeRangeType=closed&searchCriteria.minTime=${encodeURIComponent(query.since)}`
    : '';
  for (let skip = 0; ; skip += pageSize) {
    const answer = await ask({
      url: `${base}/pullrequests?searchCriteria.status=completed${range}&$top=${pageSize}&$skip=${skip}&api-version=6.0`,
    });
    if ('reason' in answer) return yield listingProblem(answer, repository.slug);
    const page = listAt(answer.body, 'value');
    for (const item of page) {
      const found = azurePullRequest(item, repository.url);
      if (found !== null && isWithin(found.mergedAt, query))
        yield byEvent(pullRequestEvent(found, 'pull request'), repository);
    }
    if (page.length < pageSize) return;
  }
}

/** Source: Microsoft Learn, "Builds - List": continuation by a header; the attempt stands in the timeline of each. */
async function* runs(
  collection: AzureCollection,
  repository: HostRepository,
  query: DeploymentQuery,
  matchesName: NameMatcher,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const { ask, collectionUrl } = collection;
  const { project } = partsOf(collection, repository);
  const builds = `${projectResources(collectionUrl, project)}/build/builds`;
  const id = await repositoryId(collection, repository);
  if (typeof id !== 'string') return yield listingProblem(id, repository.slug);
  const since = query.since ? `&minTime=${encodeURIComponent(query.since)}` : '';
  const list = `${builds}?repositoryId=${id}&repositoryType=TfsGit&statusFilter=completed&queryOrder=finishTimeDescending&$top=${pageSize}${since}&api-version=6.0`;
  for await (const page of azurePages(ask, list)) {
    if ('reason' in page) return yield listingProblem(page, repository.slug);
    for (const build of page.items) {
      if (!isWithin(textAt(build, 'startTime') ?? textAt(build, 'queueTime'), query)) continue;
      const names = { names: [textAt(build, 'definition', 'name')], path: null };
      const reason =
        query.workflows && whyNotTracked({ patterns: query.workflows, matchesName }, names);
      if (reason) yield byEvent({ kind: 'not-a-deployment', reason }, repository);
      else yield* runOf(build);
    }
  }

  async function* runOf(build: unknown): AsyncGenerator<FoundDeployment | ListingProblem> {
    const timeline = await ask({
      url: `${builds}/${numberAt(build, 'id')}/timeline?api-version=6.0`,
    });
    const run = azureRun(build, 'reason' in timeline ? null : attemptOf(timeline.body));
    if (run !== null) yield byEvent(runEvent(run), repository);
  }
}

function repositoryResources(collection: AzureCollection, repository: HostRepository): string {
  const { project, name } = partsOf(collection, repository);
  const resources = projectResources(collection.collectionUrl, project);
  return `${resources}/git/repositories/${encodeURIComponent(name)}`;
}

/** Source: Microsoft Learn, "Refs - List" with `peelTags`; only the commit of a tag has a time that every tag has. */
async function* tags(
  collection: AzureCollection,
  repository: HostRepository,
  query: DeploymentQuery,
): AsyncGenerator<FoundDeployment | ListingProblem> {
  const { ask } = collection;
  const base = repositoryResources(collection, repository);
  const answer = await ask({ url: `${base}/refs?filter=tags/&peelTags=true&api-version=6.0` });
  if ('reason' in answer) return yield listingProblem(answer, repository.slug);
  for (const ref of listAt(answer.body, 'value')) {
    const tag = textAt(ref, 'name')?.replace(/^refs\/tags\//, '');
    const sha = textAt(ref, 'peeledObjectId') ?? textAt(ref, 'objectId');
    if (!tag || sha === null) continue;
    const commit = await ask({ url: `${base}/commits/${sha}?api-version=6.0` });
    if ('reason' in commit) yield listingProblem(commit, repository.slug);
    else yield* tagOf(tag, sha, readTime(textAt(commit.body, 'committer', 'date')));
  }

  function* tagOf(tag: string, sha: string, time: string | null): Generator<FoundDeployment> {
    if (!isWithin(time, query)) return;
    const event = deploymentOf({
      ...{ track: 'tag', identity: `tag-${tag}`, status: 'success' },
      ...{ sha, tag, createdAt: time, finishedAt: time },
    });
    yield byEvent(event, repository);
  }
}

const byEvent = (event: EventReading, repository: HostRepository): FoundDeployment => ({
  context: repositoryContext('azure', repository),
  event,
});
