import type { EnvironmentReader } from '../environment-reader.ts';
import { gitlabMergeRequest } from '../gitlab-merge-request.ts';
import type { Fact, Provider } from '../provider.ts';

/**
 * Names: GitLab docs, "Predefined CI/CD variables reference", read 2026-11-22.
 * `CI_REPOSITORY_URL` is left alone, because it holds the job token.
 */
export const gitlab: Provider = {
  id: 'gitlab',
  read: (env) => ({
    slug: env.get('CI_PROJECT_PATH'),
    repositoryUrl: env.get('CI_PROJECT_URL'),
    defaultBranch: env.get('CI_DEFAULT_BRANCH'),
    // Not `CI_COMMIT_REF_NAME`, which is the tag in the pipeline of a tag.
    branch: env.get('CI_COMMIT_BRANCH'),
    tag: env.get('CI_COMMIT_TAG'),
    sha: env.get('CI_COMMIT_SHA'), // for merged results the commit that runs, not the head of the branch
    ...gitlabMergeRequest(env),
    // No attempt: a job that is retried stays in its pipeline and gets a new id.
    run: {
      id: env.get('CI_PIPELINE_ID'),
      number: env.get('CI_PIPELINE_IID'),
      url: env.get('CI_PIPELINE_URL'),
    },
    job: { id: env.get('CI_JOB_ID'), name: env.get('CI_JOB_NAME'), url: env.get('CI_JOB_URL') },
    actor: env.get('GITLAB_USER_LOGIN'),
    environment: env.get('CI_ENVIRONMENT_NAME'),
    status: jobStatus(env),
    // The job first: a manual job may start days after its pipeline.
    createdAt: [env.get('CI_JOB_STARTED_AT'), env.get('CI_PIPELINE_CREATED_AT')],
  }),
};

/**
 * Of the actions on an environment only `start` deploys; `prepare`, `verify`, `access` and `stop` do not.
 * Source: GitLab docs, "CI/CD YAML syntax reference", `environment:action`.
 */
function jobStatus(env: EnvironmentReader): Fact {
  const status = env.get('CI_JOB_STATUS');
  return (env.get('CI_ENVIRONMENT_ACTION') ?? 'start') === 'start' ? status : 'skipped';
}
