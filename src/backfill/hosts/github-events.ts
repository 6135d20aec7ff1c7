import type { EventTrack } from '../../deployment/tracked-event.ts';
import type { Refusal } from '../../scm/host-client.ts';
import { at, listAt, numberAt, textAt } from '../../scm/json.ts';
import type { DeploymentQuery, HostRepository, ListingProblem } from '../deployment-host.ts';
import type { GithubLists } from './github-lists.ts';
import { githubLogin } from './github-login.ts';
import { deploymentsQuery, pullRequestsQuery, releasesQuery, tagsQuery } from './github-queries.ts';
import { githubRuns } from './github-runs.ts';
import { isRefusal, withAllStatuses } from './github-statuses.ts';
import { listingProblem } from './listing-problem.ts';
import { graphqlPages } from './pages.ts';
import { isBefore, isWithin } from './time-range.ts';

type Page = readonly unknown[] | Refusal;

/**
 * What happened in a repository, in the shape of the events that start a workflow: so a deployment of the past is read
 * by the same rules as one of today. One request for 100 deployments, pull requests, releases or tags.
 */
export async function* githubEvents(
  lists: GithubLists,
  repository: HostRepository,
  query: DeploymentQuery,
  track: EventTrack,
): AsyncGenerator<object | ListingProblem> {
  if (track === 'workflow-run') {
    for await (const run of githubRuns(lists, repository, query))
      yield 'reason' in run ? run : { action: 'completed', workflow_run: run };
    return;
  }
  const { list, timeOf, whole = asListed, eventOf } = byTrack[track];
  for await (const page of list(lists, repository, query)) {
    if ('reason' in page) yield listingProblem(page, repository.slug);
    else
      for (const listed of page) {
        if (!isWithin(timeOf(listed), query)) continue;
        const node = await whole(lists, listed);
        yield isRefusal(node) ? listingProblem(node, repository.slug) : eventOf(node);
      }
  }
}

const asListed = async (_: GithubLists, node: unknown): Promise<unknown> => node;

interface EventList {
  readonly list: (
    lists: GithubLists,
    repository: HostRepository,
    query: DeploymentQuery,
  ) => AsyncGenerator<Page>;
  /** When the deployment was; `null` for what is none. */
  readonly timeOf: (node: unknown) => string | null;
  /** Reads what the list leaves out; may be refused. */
  readonly whole?: (lists: GithubLists, node: unknown) => Promise<unknown>;
  readonly eventOf: (node: unknown) => object;
}

/** The pages of a connection of the repository, newest first, until one is older than what is asked for. */
const newestFirst =
  (
    query: string,
    connection: string,
    timeOf: (node: unknown) => string | null,
  ): EventList['list'] =>
  ({ ask, graphqlUrl }, { slug }, { since }) => {
    const [owner, name] = slug.split('/');
    const request = { query, variables: { owner, name } };
    const isEnough = (nodes: readonly unknown[]): boolean => isBefore(timeOf(nodes.at(-1)), since);
    return graphqlPages(ask, graphqlUrl, request, ['repository', connection], isEnough);
  };

const byTrack: Readonly<Record<Exclude<EventTrack, 'workflow-run'>, EventList>> = {
  'pull-request': {
    list: newestFirst(pullRequestsQuery, 'pullRequests', (node) => textAt(node, 'updatedAt')),
    timeOf: (node) => textAt(node, 'mergedAt'),
    eventOf: pullRequestEvent,
  },
  release: {
    list: newestFirst(releasesQuery, 'releases', (node) => textAt(node, 'createdAt')),
    timeOf: (node) => textAt(node, 'publishedAt') ?? textAt(node, 'createdAt'),
    eventOf: releaseEvent,
  },
  tag: { list: newestFirst(tagsQuery, 'refs', tagTime), timeOf: tagTime, eventOf: tagEvent },
  'deployment-status': {
    list: newestFirst(deploymentsQuery, 'deployments', (node) => textAt(node, 'createdAt')),
    timeOf: (node) => textAt(node, 'createdAt'),
    whole: withAllStatuses,
    eventOf: deploymentEvent,
  },
};

function pullRequestEvent(node: unknown): object {
  return {
    action: 'closed',
    pull_request: {
      number: numberAt(node, 'number'),
      merged: true,
      merged_at: textAt(node, 'mergedAt'),
      merge_commit_sha: textAt(node, 'mergeCommit', 'oid'),
      html_url: textAt(node, 'url'),
      base: { ref: textAt(node, 'baseRefName') },
      merged_by: { login: githubLogin(at(node, 'mergedBy')) },
    },
  };
}

function releaseEvent(node: unknown): object {
  return {
    action: 'published',
    release: {
      id: numberAt(node, 'databaseId'),
      tag_name: textAt(node, 'tagName'),
      draft: at(node, 'isDraft') === true,
      prerelease: at(node, 'isPrerelease') === true,
      published_at: textAt(node, 'publishedAt'),
      target_commitish: textAt(node, 'tagCommit', 'oid'),
      html_url: textAt(node, 'url'),
      author: { login: textAt(node, 'author', 'login') },
    },
  };
}

/** An annotated tag knows when it was made, any other only its commit. */
function tagTime(node: unknown): string | null {
  const target = at(node, 'target');
  return (
    textAt(target, 'tagger', 'date') ??
    textAt(target, 'committedDate') ??
    textAt(target, 'target', 'committedDate')
  );
}

function tagEvent(node: unknown): object {
  return {
    ref: `refs/tags/${textAt(node, 'name') ?? ''}`,
    head_commit: {
      id: textAt(node, 'target', 'target', 'oid') ?? textAt(node, 'target', 'oid'),
      timestamp: tagTime(node),
    },
    // An event has no time for a tag: the run that it starts has one.
    happened_at: tagTime(node),
  };
}

/**
 * The end of a deployment. A later deployment makes it inactive, so its latest status is no outcome:
 * the history is. Source: GitHub docs, "REST API endpoints for deployment statuses", `auto_inactive`.
 */
function deploymentEvent(node: unknown): object {
  const statuses = listAt(node, 'statuses', 'nodes')
    .map((status) => ({
      state: textAt(status, 'state')?.toLowerCase() ?? null,
      created_at: textAt(status, 'createdAt'),
      environment: textAt(status, 'environment'),
      log_url: textAt(status, 'logUrl'),
    }))
    .sort((a, b) => ((a.created_at ?? '') < (b.created_at ?? '') ? -1 : 1));
  const failure = statuses.find(({ state }) => state === 'failure' || state === 'error');
  const outcome = failure ?? statuses.find(({ state }) => state === 'success') ?? statuses.at(-1);
  return {
    // What the runner's variables would tell beside the event.
    deployed: node,
    deployment: {
      id: numberAt(node, 'databaseId'),
      sha: textAt(node, 'commitOid'),
      ref: textAt(node, 'ref', 'name'),
      environment: textAt(node, 'originalEnvironment') ?? textAt(node, 'environment'),
      created_at: textAt(node, 'createdAt'),
      creator: { login: githubLogin(at(node, 'creator')) },
    },
    deployment_status: outcome ?? {},
  };
}
