import type { HostAnswer, HostQuestion } from '../deployment/host-facts.ts';
import type { Clock } from '../host/host.ts';
import type { FetchLike } from './fetch-like.ts';
import { gitlabPullRequest, gitlabRelease, isMadeByMerge } from './gitlab-host-facts.ts';
import { gitlabPipelineEnd } from './gitlab-pipeline-end.ts';
import { type AnswerFromHost, unanswered } from './host-answers.ts';
import { type Ask, createHostClient, type Refusal } from './host-client.ts';
import { listAt } from './json.ts';
import { listPages } from './list-pages.ts';

/** A token of GitLab; the one that every job has opens less. */
export interface GitlabToken {
  readonly value: string;
  readonly isJobToken: boolean;
}

/** Where a project is asked. */
interface GitlabAnswersNeeds {
  readonly fetch: FetchLike;
  readonly clock: Clock;
  readonly token: GitlabToken;
  /** `CI_API_V4_URL` */
  readonly apiUrl: string;
  /** `CI_PROJECT_PATH` */
  readonly path: string;
}

type About<Kind extends HostQuestion['about']> = Extract<HostQuestion, { readonly about: Kind }>;

/**
 * Answers from GitLab's REST API: one request, for a pipeline two and more by its number of jobs. `CI_JOB_TOKEN` opens
 * the merge requests of a commit and the releases, but not the jobs of a pipeline with its trigger jobs.
 * Source: GitLab docs, "GitLab CI/CD job token", Job token access.
 */
export function createGitlabAnswers(needs: GitlabAnswersNeeds): AnswerFromHost {
  const { fetch, clock, token, apiUrl, path } = needs;
  const project = `${apiUrl.replace(/\/+$/, '')}/projects/${encodeURIComponent(path)}`;
  const access = {
    name: 'GitLab',
    ...{ fetch, clock },
    permission: token.isJobToken
      ? 'a role that may read the project, for whoever started the pipeline'
      : 'the scope read_api',
    headers: {
      accept: 'application/json',
      'user-agent': 'port-dora-action',
      ...(token.isJobToken
        ? { 'job-token': token.value }
        : { authorization: `Bearer ${token.value}` }),
    },
  };
  return async (question, limits) => {
    if (question.about === 'run' && token.isJobToken)
      return unanswered({ reason: 'CI_JOB_TOKEN cannot read the jobs of a pipeline' }, false);
    const answer = await answerTo(createHostClient(access, limits), project, question);
    return 'reason' in answer ? unanswered(answer, !token.isJobToken) : answer;
  };
}

function answerTo(
  ask: Ask,
  project: string,
  question: HostQuestion,
): Promise<HostAnswer | Refusal> {
  switch (question.about) {
    case 'pull-request':
      return mergeRequest(ask, project, question);
    case 'run':
      return pipeline(ask, project, question);
    case 'release':
      return release(ask, project, question);
  }
}

/** Source: GitLab docs, "Commits API", List merge requests associated with a commit: those that contain it as well. */
async function mergeRequest(
  ask: Ask,
  project: string,
  { sha, branch }: About<'pull-request'>,
): Promise<HostAnswer | Refusal> {
  const answer = await ask({ url: `${project}/repository/commits/${sha}/merge_requests` });
  if ('reason' in answer) return answer;
  const [found = null] = listAt(answer.body)
    .filter((one) => isMadeByMerge(one, sha))
    .flatMap((one) => gitlabPullRequest(one) ?? [])
    .filter(({ state, targetBranch }) => state === 'merged' && targetBranch === branch)
    .sort((a, b) => ((a.mergedAt ?? '') < (b.mergedAt ?? '') ? 1 : -1));
  return { about: 'pull-request', found: found && { ...found, sha } };
}

const mostJobs = 1_000;

/** Source: GitLab docs, "Jobs API", List pipeline jobs (with `include_retried`) and List pipeline trigger jobs. */
async function pipeline(
  ask: Ask,
  project: string,
  { id, job }: About<'run'>,
): Promise<HostAnswer | Refusal> {
  const url = `${project}/pipelines/${encodeURIComponent(id)}`;
  const [jobs, bridges] = await Promise.all([
    listPages(ask, `${url}/jobs?include_retried=true`, mostJobs),
    listPages(ask, `${url}/bridges`, mostJobs),
  ]);
  if ('reason' in jobs) return jobs;
  if ('reason' in bridges) return bridges;
  if (jobs.hasMore || bridges.hasMore)
    return { status: 200, reason: `pipeline ${id} has more than ${mostJobs} jobs` };
  const end = gitlabPipelineEnd([...jobs.items, ...bridges.items], job ?? noJob);
  return { about: 'run', found: { ...toldByVariables, id, ...end } };
}

const noJob = { id: null, stage: null };

/** What the job that asks knows of its own pipeline. */
const toldByVariables = {
  ...{ name: null, sha: null, branch: null, tag: null, url: null, actor: null },
};

async function release(
  ask: Ask,
  project: string,
  { tag }: About<'release'>,
): Promise<HostAnswer | Refusal> {
  const answer = await ask({ url: `${project}/releases/${encodeURIComponent(tag)}` });
  if (!('reason' in answer)) return { about: 'release', found: gitlabRelease(answer.body) };
  if (answer.status !== 404) return answer;
  // GitLab also says so to a token that may not read releases.
  const list = await ask({ url: `${project}/releases?per_page=1` });
  return 'reason' in list ? list : { about: 'release', found: null };
}
