import type { KindSamples } from './kind-samples.ts';

// Shapes: GitHub's REST API as Ocean's integration hands it on.

const integration = 'github';
const creator = { login: 'jane', id: 7, type: 'User' };
const api = 'https://api.github.com/repos/acme';

const deployment = (id: number, repo: string, rest: object = {}) => ({
  ...{ url: `${api}/${repo}/deployments/${id}`, id, node_id: `DE_${id}`, sha: 'a'.repeat(40) },
  ...{ ref: 'main', task: 'deploy', payload: {}, original_environment: 'production' },
  ...{ environment: 'production', description: null, creator, created_at: '2026-01-02T09:00:00Z' },
  ...{ updated_at: '2026-01-02T09:45:00Z', transient_environment: false },
  ...{ statuses_url: `${api}/${repo}/deployments/${id}/statuses`, production_environment: true },
  ...{ repository_url: `${api}/${repo}`, performed_via_github_app: null },
  ...{ __repository: repo, __organization: 'acme' },
  ...rest,
});

const staging = { environment: 'staging', original_environment: 'staging' };

const deployments: KindSamples = {
  ...{ integration, kind: 'deployment', about: 'deployment', isWhole: true },
  samples: [
    { name: 'deployment', payload: deployment(41, 'shop') },
    { name: 'deployment of another repository', payload: deployment(42, 'cart') },
    {
      name: 'deployment to staging',
      payload: deployment(43, 'shop', { ...staging, production_environment: false }),
    },
  ],
  nullable: ['description', 'creator', 'performed_via_github_app'],
  words: [],
  identifiers: { githubRepository: '.__repository' },
};

const status = (id: number, state: string, rest: object = {}) => ({
  ...{ url: `${api}/shop/deployments/${id}/statuses/${id + 500}`, id: id + 500, state, creator },
  ...{ node_id: `DS_${id}`, description: '', environment: 'production', target_url: '' },
  ...{ created_at: '2026-01-02T09:45:00Z', updated_at: '2026-01-02T09:45:00Z' },
  ...{ deployment_url: `${api}/shop/deployments/${id}`, repository_url: `${api}/shop` },
  ...{ environment_url: '', log_url: '', performed_via_github_app: null },
  ...{ __repository: 'shop', __organization: 'acme', __deployment_id: id },
  ...rest,
});

const statuses: KindSamples = {
  ...{ integration, kind: 'deployment-status', about: 'deployment', isWhole: true },
  samples: [
    { name: 'status of success', payload: status(41, 'success'), deployment: 'Success' },
    { name: 'status of failure', payload: status(44, 'failure'), deployment: 'Failed' },
    { name: 'status of error', payload: status(45, 'error'), deployment: 'Failed' },
    ...['in_progress', 'queued', 'pending', 'inactive'].map((state, index) => ({
      name: `status that is ${state}`,
      payload: status(46 + index, state),
      deployment: { not: `its state is "${state}": ask for the ones that count` },
    })),
  ],
  nullable: ['creator', 'performed_via_github_app'],
  words: ['state'],
  identifiers: { githubRepository: '.__repository' },
};

/** What GitHub tells of its own deployments. */
export const githubDeploymentSamples: readonly KindSamples[] = [deployments, statuses];
