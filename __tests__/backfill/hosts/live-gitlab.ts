import type { History } from '../../scm/history.ts';
import { gitlabStandIn } from '../../scm/hosts/gitlab-stand-in.ts';
import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';
import { type LiveStep, livePullRequests, liveSteps, liveVersions } from './live-steps.ts';
import { linkedPage } from './rate-limited.ts';

export const gitlabSlug = 'acme/team/shop';
const web = `https://gitlab.com/${gitlabSlug}`;
const project = `/api/v4/projects/${encodeURIComponent(gitlabSlug)}`;

/** A job of a pipeline, as its variables and the Jobs API tell it. */
export interface PipelineJob {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly status: string;
  readonly began: string;
  readonly ended: string;
  /** A job that starts another pipeline stands in a list of its own. */
  readonly isTrigger?: boolean;
}

const later = (time: string, minutes: number): string =>
  new Date(Date.parse(time) + minutes * 60_000).toISOString();

/** The job that reports is started by the end of everything else; in one pipeline it had to be tried again itself. */
export function reportJobOf({ run, attempt, isFailed, ended }: LiveStep): PipelineJob {
  const name = isFailed ? 'report failure' : 'report success';
  const [began, end] = [later(ended, 1), later(ended, 2)];
  const id = run * 100 + attempt * 10 + (run === 104 ? 9 : 5);
  return { id, name, stage: '.post', status: 'success', began, ended: end };
}

/** In one pipeline only the job that starts another one is tried again; what cleans up after one fails. */
function jobsOf(step: LiveStep): readonly PipelineJob[] {
  const { run, attempt, isFailed, began, ended } = step;
  const id = run * 100 + attempt * 10;
  const report = reportJobOf(step);
  const deploy: PipelineJob = {
    ...{ id: id + 1, name: 'deploy', stage: 'deploy', status: 'success', began, ended },
  };
  const trigger: PipelineJob = {
    ...{ id: id + 2, name: 'deploy eu', stage: 'deploy', began, ended, isTrigger: true },
    status: isFailed ? 'failed' : 'success',
  };
  const early = { ...report, id: report.id - 1, status: 'failed', ended: report.began };
  const cleanUp = { ...report, id: id + 6, name: 'clean up', status: 'failed' };
  return [
    ...(attempt === 1 ? [deploy] : []),
    trigger,
    ...(run === 104 ? [early] : []),
    report,
    ...(run === 102 ? [cleanUp] : []),
  ];
}

/** GitLab's API over a real history: pipelines as they stood `until` then. */
export function liveGitlab(history: History, until: () => string): StandIn {
  const source = gitlabStandIn(history, livePullRequests);
  return async (request) => {
    const { url } = request;
    const [, rest] = url.pathname.split(project);
    if (rest === undefined || url.searchParams.has('environment')) return source(request);
    const body = bodyAt(rest, history, until());
    if (body === undefined) return source(request);
    return Array.isArray(body) ? linkedPage(url, body) : { status: 200, body };
  };
}

function bodyAt(path: string, history: History, until: string): StandInAnswer['body'] {
  const [, run, part] = /^\/pipelines\/(\d+)(\/.*)?$/.exec(path) ?? [];
  if (run !== undefined) return pipelineAt(Number(run), part, history, until);
  const [, sha] = /^\/repository\/commits\/(\w+)\/merge_requests$/.exec(path) ?? [];
  if (sha)
    return liveVersions.flatMap((one) =>
      history.sha(one.commit) === sha ? mergeRequest(one, history) : [],
    );
  const [, tag] = /^\/releases\/(.+)$/.exec(path) ?? [];
  const releases = liveVersions.map((one) => releaseOf(one, history));
  if (tag) return releases.find((one) => one.tag_name === tag);
  switch (path) {
    case '':
      return {
        path_with_namespace: gitlabSlug,
        path: 'shop',
        web_url: web,
        default_branch: 'main',
      };
    case '/deployments':
      return newestFirst(liveSteps.map((step) => deploymentOf(step, history)));
    case '/merge_requests':
      return newestFirst(liveVersions.flatMap((one) => mergeRequest(one, history)));
    case '/pipelines':
      return newestFirst(runs.map((one) => pipelineAt(one, undefined, history, until)));
    case '/releases':
      return newestFirst(releases);
    case '/repository/tags':
      return newestFirst(liveVersions.map((one) => tagOf(one, history)));
    default:
      return undefined;
  }
}

const newestFirst = <Item>(items: readonly Item[]): Item[] => [...items].reverse();

const runs = [...new Set(liveSteps.map(({ run }) => run))];

/** Source: GitLab docs, "Pipelines API" and "Jobs API", List pipeline jobs, List pipeline trigger jobs. */
function pipelineAt(
  run: number,
  part: string | undefined,
  history: History,
  until: string,
): object | undefined {
  const tries = liveSteps.filter((one) => one.run === run && one.began < until);
  const [first, last] = [tries[0], tries.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const jobs = tries.flatMap(jobsOf).filter(({ began }) => began < until);
  if (part !== undefined)
    return jobs
      .filter(({ isTrigger = false }) => isTrigger === (part === '/bridges'))
      .map((job) => restJob(job, until));
  const failed = jobs.filter(({ status }) => status === 'failed');
  const isFailed = failed.some(
    ({ name }) => jobs.findLast((one) => one.name === name)?.status === 'failed',
  );
  return {
    ...{ id: run, iid: run - 100, sha: history.sha(last.commit), ref: 'main', tag: false },
    ...{ status: isFailed ? 'failed' : 'success', source: 'push', name: null },
    ...{ created_at: first.began, started_at: first.began, web_url: `${web}/-/pipelines/${run}` },
    ...{ updated_at: later(last.ended, 2), finished_at: later(last.ended, 2) },
    user: { username: first.actor },
  };
}

const restJob = ({ id, name, stage, status, began, ended }: PipelineJob, until: string) => ({
  ...{ id, name, stage, allow_failure: false, ref: 'main', tag: false, started_at: began },
  ...(ended <= until ? { status, finished_at: ended } : { status: 'running', finished_at: null }),
});

/** Source: GitLab docs, "Deployments API", List project deployments. */
const deploymentOf = (step: LiveStep, history: History) => ({
  ...{ id: deployJobId(step) + 7, iid: step.run, ref: 'main', sha: history.sha(step.commit) },
  ...{ status: step.isFailed ? 'failed' : 'success', environment: { name: 'production' } },
  ...{ created_at: step.began, updated_at: step.ended, user: { username: step.actor } },
  deployable: {
    ...{ id: deployJobId(step), name: 'deploy', stage: 'deploy', ref: 'main', tag: false },
    ...{ status: step.isFailed ? 'failed' : 'success', user: { username: step.actor } },
    ...{ started_at: step.began, finished_at: step.ended },
    pipeline: { id: step.run, ref: 'main', web_url: `${web}/-/pipelines/${step.run}` },
  },
});

export const deployJobId = ({ run, attempt }: LiveStep): number => run * 1_000 + attempt;

/** One was squashed and fast-forwarded, the others were fast-forwarded alone. Source: GitLab docs, "Merge requests API". */
const mergeRequest = (
  { number, commit, mergedAt, actor }: (typeof liveVersions)[number],
  history: History,
): object[] => [
  {
    ...{
      iid: number,
      state: 'merged',
      target_branch: 'main',
      web_url: `${web}/-/merge_requests/${number}`,
    },
    ...{ merged_at: mergedAt, updated_at: mergedAt, merge_user: { username: actor } },
    merge_commit_sha: null,
    squash_commit_sha: number === 2 ? history.sha(commit) : null,
    sha: number === 2 ? '5'.repeat(40) : history.sha(commit),
  },
];

/** Source: GitLab docs, "Releases API". */
const releaseOf = (
  { tag, commit, publishedAt, actor }: (typeof liveVersions)[number],
  history: History,
) => ({
  ...{ tag_name: tag, name: tag, released_at: publishedAt, upcoming_release: false },
  ...{ commit: { id: history.sha(commit) }, author: { username: actor } },
  _links: { self: `${web}/-/releases/${tag}` },
});

/** One is annotated, and has a time of its own. Source: GitLab docs, "Tags API". */
const tagOf = (
  { number, tag, commit, publishedAt }: (typeof liveVersions)[number],
  history: History,
) => ({
  ...{ name: tag, target: history.sha(commit), created_at: number === 2 ? publishedAt : null },
  commit: { id: history.sha(commit), committed_date: publishedAt },
});
