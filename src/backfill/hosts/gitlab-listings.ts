import type { NameMatcher } from '../../deployment/environment-rules.ts';
import { deploymentOf } from '../../deployment/event-reading.ts';
import { pullRequestEvent, releaseEvent, runEvent } from '../../deployment/host-events.ts';
import type { HostRun } from '../../deployment/host-facts.ts';
import type { EventReading, EventTrack } from '../../deployment/tracked-event.ts';
import { whyNotTracked } from '../../deployment/workflow-filter.ts';
import { gitlabPullRequest, gitlabRelease, gitlabRun } from '../../scm/gitlab-host-facts.ts';
import { gitlabPipelineEnd, type PipelineEnd } from '../../scm/gitlab-pipeline-end.ts';
import type { Ask } from '../../scm/host-client.ts';
import { textAt } from '../../scm/json.ts';
import { listPages } from '../../scm/list-pages.ts';
import { readTime } from '../../scm/read-time.ts';
import type {
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { listingProblem } from './listing-problem.ts';
import { repositoryContext } from './repository-context.ts';
import { isWithin } from './time-range.ts';

/** What reading one item of a list needs. */
interface ListingNeeds {
  readonly ask: Ask;
  readonly project: string;
  readonly now: number;
  readonly matchesName: NameMatcher;
  readonly repository: HostRepository;
  readonly query: DeploymentQuery;
}

/** A list of a project: newest first by `timeOf`, so that it can be left where it is older than what is asked for. */
interface Listing {
  path(query: DeploymentQuery): string;
  timeOf(item: unknown): string | null;
  read(item: unknown, needs: ListingNeeds): Promise<readonly (FoundDeployment | ListingProblem)[]>;
}

/** Sources: GitLab docs, "Merge requests API", "Pipelines API", "Releases API", "Tags API". */
export const gitlabListings: Readonly<Record<Exclude<EventTrack, 'deployment-status'>, Listing>> = {
  'pull-request': {
    path: ({ since }) =>
      `merge_requests?state=merged&scope=all&order_by=updated_at&sort=desc&per_page=100${after('updated_after', since)}`,
    timeOf: (item) => textAt(item, 'updated_at'),
    read: async (item, needs) => {
      const found = gitlabPullRequest(item);
      if (found === null || !isWithin(found.mergedAt, needs.query)) return [];
      return [byEvent(pullRequestEvent(found, 'merge request'), needs)];
    },
  },
  'workflow-run': {
    path: ({ since }) =>
      `pipelines?scope=finished&order_by=updated_at&sort=desc&per_page=100${after('updated_after', since)}`,
    timeOf: (item) => textAt(item, 'updated_at'),
    read: readPipeline,
  },
  release: {
    path: () => 'releases?order_by=released_at&sort=desc&per_page=100',
    timeOf: (item) => textAt(item, 'released_at'),
    read: async (item, needs) => {
      const found = gitlabRelease(item);
      if (found === null || !isWithin(found.releasedAt, needs.query)) return [];
      return [byEvent(releaseEvent(found, needs.now), needs)];
    },
  },
  tag: {
    path: () => 'repository/tags?order_by=updated&sort=desc&per_page=100',
    timeOf: tagTime,
    read: async (item, needs) => {
      const name = textAt(item, 'name');
      const time = readTime(tagTime(item));
      if (name === null || !isWithin(time, needs.query)) return [];
      const path = name.split('/').map(encodeURIComponent).join('/');
      const event = deploymentOf({
        ...{ track: 'tag', identity: `tag-${name}`, status: 'success', tag: name },
        sha: textAt(item, 'commit', 'id'),
        ...{ createdAt: time, finishedAt: time, url: `${needs.repository.url}/-/tags/${path}` },
      });
      return [byEvent(event, needs)];
    },
  },
};

const after = (name: string, time: string | null): string =>
  time === null ? '' : `&${name}=${encodeURIComponent(time)}`;

/** An annotated tag knows when it was made, any other only its commit. */
function tagTime(item: unknown): string | null {
  return textAt(item, 'created_at') ?? textAt(item, 'commit', 'committed_date');
}

const byEvent = (event: EventReading, { repository }: ListingNeeds): FoundDeployment => ({
  context: repositoryContext('gitlab', repository),
  event,
});

const mostJobs = 1_000;

/**
 * The list tells little of a pipeline: itself, its jobs and its trigger jobs are asked for. They also tell how often it
 * was tried, and how it stood when its last job reported it: what runs after everything else is no part of that.
 */
async function readPipeline(
  item: unknown,
  needs: ListingNeeds,
): Promise<readonly (FoundDeployment | ListingProblem)[]> {
  const { ask, project, query, repository, matchesName } = needs;
  if (!isWithin(textAt(item, 'created_at'), query)) return [];
  const reason =
    query.workflows && whyNotTracked({ patterns: query.workflows, matchesName }, namesOf(item));
  if (reason) return [byEvent({ kind: 'not-a-deployment', reason }, needs)];
  const url = `${project}/pipelines/${(item as { readonly id: unknown }).id}`;
  const [pipeline, jobs, bridges] = await Promise.all([
    ask({ url }),
    listPages(ask, `${url}/jobs?include_retried=true`, mostJobs),
    listPages(ask, `${url}/bridges`, mostJobs),
  ]);
  if ('reason' in pipeline) return [listingProblem(pipeline, repository.slug)];
  if ('reason' in jobs) return [listingProblem(jobs, repository.slug)];
  if ('reason' in bridges) return [listingProblem(bridges, repository.slug)];
  const run = gitlabRun(pipeline.body, null);
  if (run === null) return [];
  const end = gitlabPipelineEnd([...jobs.items, ...bridges.items], afterEverything);
  return [byEvent(runEvent(withEnd(run, end)), needs)];
}

/** Stands for the job that reported; which one that was, nobody tells. */
const afterEverything = { id: null, stage: '.post' };

/** The jobs of a pipeline that was left halfway do not tell how it ended. */
const withEnd = (run: HostRun, { status, attempt, startedAt, finishedAt }: PipelineEnd): HostRun =>
  status === 'running'
    ? { ...run, attempt }
    : {
        ...{ ...run, status, attempt },
        startedAt: startedAt ?? run.startedAt,
        finishedAt: finishedAt ?? run.finishedAt,
      };

const namesOf = (item: unknown) => ({ names: [textAt(item, 'name')], path: null });
