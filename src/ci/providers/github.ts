import type { EnvironmentReader } from '../environment-reader.ts';
import { githubEventFacts } from '../github-event-facts.ts';
import type { Provider } from '../provider.ts';

/**
 * Names: GitHub docs, "Variables reference" and "Contexts reference".
 * There is no start time, and no environment name outside of the deployment events.
 */
export const github: Provider = {
  id: 'github',
  eventSource: (env) => ({
    name: env.get('GITHUB_EVENT_NAME'),
    path: env.get('GITHUB_EVENT_PATH'),
  }),
  read: (env, { event, hints }) => {
    const slug = slugOf(env);
    const repositoryUrl = env.join([env.baseUrl('GITHUB_SERVER_URL'), slug], '/');
    const id = env.get('GITHUB_RUN_ID');
    const runUrl = env.join([repositoryUrl, 'actions/runs', digits(id)], '/');
    const attempt = env.get('GITHUB_RUN_ATTEMPT');
    return {
      slug,
      repositoryUrl,
      defaultBranch: event.payload?.text('repository.default_branch') ?? null,
      ...githubEventFacts(event, {
        ref: refOf(env),
        sha: env.get('GITHUB_SHA'),
        headRef: env.get('GITHUB_HEAD_REF'),
        baseRef: env.get('GITHUB_BASE_REF'),
      }),
      run: {
        id,
        number: env.get('GITHUB_RUN_NUMBER'),
        attempt,
        url: isRerun(attempt) ? env.join([runUrl, 'attempts', attempt], '/') : runUrl,
      },
      job: {
        id: hints.jobId,
        name: env.get('GITHUB_JOB'),
        url: env.join([runUrl, 'job', digits(hints.jobId)], '/'),
      },
      actor: env.first('GITHUB_TRIGGERING_ACTOR', 'GITHUB_ACTOR'), // the first is who re-ran it
      status: hints.jobStatus,
    };
  },
};

/** The name on every GitHub is `owner/name`; another shape would make addresses that lead nowhere. */
function slugOf(env: EnvironmentReader): string | null {
  const slug = env.get('GITHUB_REPOSITORY');
  return slug !== null && /^(?!\.+\/)[\w.-]+\/(?!\.+$)[\w.-]+$/.test(slug) ? slug : null;
}

function refOf(env: EnvironmentReader): string | null {
  const ref = env.get('GITHUB_REF');
  const folder = env.get('GITHUB_REF_TYPE') === 'tag' ? 'refs/tags' : 'refs/heads';
  const name = env.get('GITHUB_REF_NAME');
  // `12/merge` is the short name of a pull request's ref, and no branch.
  return ref ?? (/^\d+\/merge$/.test(name ?? '') ? null : env.join([folder, name], '/'));
}

function digits(text: string | null): string | null {
  return text !== null && /^\d+$/.test(text) ? text : null;
}

function isRerun(attempt: string | null): boolean {
  return /^[1-9]\d{0,8}$/.test(attempt ?? '') && attempt !== '1';
}
