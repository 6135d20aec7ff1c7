import { checkoutAt } from '../checkout-at.ts';
import type { Provider } from '../provider.ts';
import { pullRequestBranch } from '../pull-request-branch.ts';

/**
 * Names: Argo Workflows docs, "Workflow Variables", and its source, `workflow/controller/workflowpod.go`, read 2026-11-22.
 * Only the workflow's name and the node reach a container; the template maps the rest, as docs/ci/argo.md shows.
 */
export const argo: Provider = {
  id: 'argo',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const sha = env.get('ARGO_COMMIT');
    const branch = env.get('ARGO_BRANCH');
    const pullRequest = {
      number: env.get('ARGO_PULL_REQUEST'),
      targetBranch: env.get('ARGO_TARGET_BRANCH'),
    };
    const here = checkoutAt(checkout, sha);
    return {
      repositoryUrl: env.get('ARGO_REPOSITORY_URL') ?? here?.repositoryUrl ?? null,
      branch: pullRequestBranch(branch ?? here?.branch ?? null, pullRequest),
      tag: env.get('ARGO_TAG') ?? (branch === null ? (here?.tag ?? null) : null),
      sha: sha ?? here?.sha ?? null,
      pullRequest,
      run: {
        id: env.first('ARGO_WORKFLOW_UID', 'ARGO_WORKFLOW_NAME'), // a name may come again when its workflow was deleted
        number: env.get('ARGO_WORKFLOW_NAME'),
        url: env.get('ARGO_WORKFLOW_URL'),
      },
      job: { id: env.get('ARGO_NODE_ID') },
      actor: env.get('ARGO_ACTOR'),
      status: env.get('ARGO_WORKFLOW_STATUS'), // `{{workflow.status}}`, known in an exit handler
      createdAt: [env.get('ARGO_WORKFLOW_CREATIONTIMESTAMP')],
    };
  },
};
