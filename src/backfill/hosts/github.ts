import { payloadOf } from '../../ci/payload.ts';
import { readGithubEvent } from '../../ci/read-tracked-event.ts';
import type { EventReading, EventTrack } from '../../deployment/tracked-event.ts';
import type { WorkflowFilter } from '../../deployment/workflow-filter.ts';
import { createGithubSource } from '../../scm/github.ts';
import { createHostClient, type HostAccess } from '../../scm/host-client.ts';
import { readTime } from '../../scm/read-time.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from '../deployment-host.ts';
import { deployedRef } from './github-deployed-ref.ts';
import { githubEvents } from './github-events.ts';
import { githubJobs } from './github-jobs.ts';
import type { GithubLists } from './github-lists.ts';
import { githubRepositories } from './github-repositories.ts';
import type { HostSettings } from './host-settings.ts';
import { repositoryContext } from './repository-context.ts';

/** GitHub or GitHub Enterprise Server. Its lists are turned into the events that a workflow would have been started by. */
export function createGithubHost(
  settings: HostSettings & { readonly apiUrl: string; readonly graphqlUrl: string },
): DeploymentHost {
  const { fetch, clock, token, limits, matchesName } = settings;
  const access: HostAccess = {
    ...{ name: 'GitHub', fetch, clock },
    permission: '`contents: read`, `pull-requests: read`, `deployments: read` and `actions: read`',
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'port-dora-action',
      'x-github-api-version': '2022-11-28',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  };
  const ask = createHostClient(access, limits);
  const apiUrl = settings.apiUrl.replace(/\/+$/, '');
  const lists: GithubLists = { ask, apiUrl, graphqlUrl: settings.graphqlUrl };
  const filterOf = ({ workflows }: DeploymentQuery): WorkflowFilter | null =>
    workflows === null ? null : { patterns: workflows, matchesName };

  async function* deployments(
    repository: HostRepository,
    query: DeploymentQuery,
  ): AsyncGenerator<FoundDeployment | ListingProblem> {
    if (query.track === 'job') return yield* githubJobs(lists, repository, query, filterOf(query));
    const { track } = query;
    for await (const event of githubEvents(lists, repository, query, track)) {
      if ('reason' in event) yield event;
      else yield foundByEvent(event, repository, track, filterOf(query));
    }
  }

  function foundByEvent(
    json: object,
    repository: HostRepository,
    track: EventTrack,
    filter: WorkflowFilter | null,
  ): FoundDeployment {
    const plain = repositoryContext('github', repository);
    const context = { ...plain, ...deployedRef('deployed' in json ? json.deployed : null) };
    const payload = payloadOf(json);
    if (payload === null) throw new TypeError('an event that is no object');
    const event = readGithubEvent(track, payload, { context, now: clock.now(), filter });
    return { context, event: happenedAt(event, payload.text('happened_at')) };
  }

  return {
    id: 'github',
    repositories: (scope) => githubRepositories(ask, apiUrl, scope),
    deployments,
    changes: ({ slug }) =>
      createGithubSource({ fetch, clock, token, apiUrl, graphqlUrl: settings.graphqlUrl, slug }),
  };
}

/** The moment of a deployment whose event tells none. */
function happenedAt(reading: EventReading, text: string | null): EventReading {
  const time = readTime(text);
  if (reading.kind !== 'deployment' || time === null) return reading;
  return { ...reading, event: { ...reading.event, createdAt: time, finishedAt: time } };
}
