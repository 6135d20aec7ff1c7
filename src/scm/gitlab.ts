import type { Clock } from '../host/host.ts';
import { attributeMergeRequests } from './attribute-merge-requests.ts';
import type { ChangeSource } from './change-source.ts';
import type { FetchLike } from './fetch-like.ts';
import { commitsOnGitlab, filesOnGitlab, touchingOnGitlab } from './gitlab-commits.ts';
import { deploymentsOnGitlab } from './gitlab-deployments.ts';
import { readMergeRequests } from './gitlab-merge-requests.ts';
import { createHostClient, type HostAccess } from './host-client.ts';
import type { DeploymentSource } from './host-deployments.ts';
import { createHostSource, type HostReader } from './host-source.ts';
import { pageSize } from './list-pages.ts';
import { justBefore } from './touching-commits.ts';

/** A project on gitlab.com or a self-managed GitLab. */
export interface GitlabProject {
  readonly fetch: FetchLike;
  readonly clock: Clock;
  /** A personal, group, project or OAuth access token with `read_api`; `null` for public projects. */
  readonly token: string | null;
  /** Whether the token is `CI_JOB_TOKEN`, which is not enough. */
  readonly isJobToken?: boolean;
  /** `CI_API_V4_URL`: `https://gitlab.com/api/v4`. */
  readonly apiUrl: string;
  /** `CI_API_GRAPHQL_URL`: `https://gitlab.com/api/graphql`. */
  readonly graphqlUrl: string;
  /** `CI_PROJECT_PATH`: `group/subgroup/project`. */
  readonly path: string;
}

/**
 * Why the token that every GitLab job has is not enough: it reads single commits, but lists none and opens no GraphQL.
 * Source: GitLab docs, "GitLab CI/CD job token", Job token access.
 */
const jobTokenReason =
  'CI_JOB_TOKEN cannot list commits: GitLab needs a project access token with read_api';

/**
 * Changes from GitLab: per 100 commits one REST list of the range and one GraphQL page of merge requests with their
 * own commits (REST has them only one by one); in a monorepo one list more per path.
 */
export function createGitlabSource(project: GitlabProject, isShared = false): ChangeSource {
  const { graphqlUrl, path } = project;
  if (project.isJobToken)
    return { id: 'gitlab', changes: async () => ({ reason: jobTokenReason }) };
  const repository = `${addressOf(project)}/repository`;
  const reader: HostReader = {
    id: 'gitlab',
    between: (ask, pair, limit) => commitsOnGitlab(ask, repository, pair, limit),
    touching: (ask, paths, search) => touchingOnGitlab(ask, repository, paths, search),
    files: (ask, sha) => filesOnGitlab(ask, repository, sha),
    attribute: attributeOnGitlab(graphqlUrl, path),
  };
  return createHostSource(accessOf(project), reader, isShared);
}

/** What GitLab itself knows of deployments, by one REST request. */
export function createGitlabDeployments(project: GitlabProject): DeploymentSource {
  const access = accessOf(project);
  return {
    name: access.name,
    successes: (question, limits) =>
      deploymentsOnGitlab(createHostClient(access, limits), addressOf(project), question),
  };
}

const addressOf = ({ apiUrl, path }: GitlabProject): string =>
  `${apiUrl.replace(/\/+$/, '')}/projects/${encodeURIComponent(path)}`;

function accessOf({ fetch, clock, token }: GitlabProject): HostAccess {
  return {
    name: 'GitLab',
    fetch,
    clock,
    permission: 'a project access token with the scope read_api (CI_JOB_TOKEN cannot list commits)',
    headers: {
      accept: 'application/json',
      'user-agent': 'port-dora-action',
      // Takes all these kinds of tokens. Source: GitLab docs, "REST API authentication".
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  };
}

function attributeOnGitlab(graphqlUrl: string, path: string): HostReader['attribute'] {
  return async (ask, commits, merges) => {
    const all = [...commits, ...merges];
    const since = justBefore(all);
    const pages = Math.ceil(all.length / pageSize);
    const { requests, problem } =
      since === null
        ? { requests: [], problem: 'the commits have no readable time' }
        : await readMergeRequests(ask, graphqlUrl, { path, since }, pages);
    const attributed = attributeMergeRequests(commits, merges, requests);
    const open = attributed.filter(({ pullRequest }) => pullRequest === null).length;
    const notes =
      problem === null || open === 0
        ? []
        : [
            `the merge requests of ${open} of ${commits.length} commits are not known, so squash commits among them are dated by their merge: ${problem}`,
          ];
    return { attributed, notes };
  };
}
