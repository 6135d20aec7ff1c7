import { type WebhookEdit, webhook } from '../ci/provider-fixture.ts';
import { type Job, pushVariables } from './runner/run-job.ts';

type Json = Readonly<Record<string, unknown>>;

/** The event and the variables of a run that a webhook started. Source: GitHub docs, "Events that trigger workflows". */
export function startedBy(edit: WebhookEdit): Required<Pick<Job, 'event' | 'env'>> {
  const event = webhook(edit);
  const { full_name: slug, default_branch: branch } = objectAt(event, 'repository');
  return {
    event,
    env: {
      GITHUB_EVENT_NAME: edit.webhook,
      GITHUB_REPOSITORY: String(slug),
      ...refOf(edit.webhook, event, String(branch)),
    },
  };
}

const runSha = pushVariables.GITHUB_SHA ?? '';

function refOf(name: string, event: Json, defaultBranch: string): Record<string, string> {
  switch (name) {
    case 'pull_request':
      return pullRequestRef(objectAt(event, 'pull_request'));
    case 'push':
    case 'workflow_dispatch':
      return variables(String(event.ref), runSha);
    case 'release':
      return variables(`refs/tags/${String(objectAt(event, 'release').tag_name)}`, runSha);
    case 'deployment_status': {
      const { ref, sha } = objectAt(event, 'deployment');
      return variables(`refs/heads/${String(ref)}`, String(sha));
    }
    case 'merge_group': {
      const { head_ref: ref, head_sha: sha } = objectAt(event, 'merge_group');
      return variables(String(ref), String(sha));
    }
    default:
      return variables(`refs/heads/${defaultBranch}`, runSha);
  }
}

/** After the merge the ref is the base branch; before it, the merge that GitHub tries. */
function pullRequestRef(pullRequest: Json): Record<string, string> {
  const { number, merged, merge_commit_sha: mergeSha } = pullRequest;
  const [base, head] = [objectAt(pullRequest, 'base').ref, objectAt(pullRequest, 'head').ref];
  const ref = merged === true ? `refs/heads/${String(base)}` : `refs/pull/${String(number)}/merge`;
  return {
    ...variables(ref, merged === true ? String(mergeSha) : runSha),
    GITHUB_HEAD_REF: String(head),
    GITHUB_BASE_REF: String(base),
  };
}

const variables = (ref: string, sha: string): Record<string, string> => ({
  GITHUB_REF: ref,
  GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
  GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
  GITHUB_SHA: sha,
});

function objectAt(parent: Json, key: string): Json {
  const value = parent[key];
  if (typeof value !== 'object' || value === null) throw new Error(`the webhook has no ${key}`);
  return value as Json;
}
