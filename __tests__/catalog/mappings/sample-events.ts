import { type Item, type Payload, payload } from '../../mapping/map-payloads.ts';

/** One event for a mapping of the catalog, and where in its payload that stands which tells it from others. */
export interface SampleEvent {
  readonly file: string;
  readonly item: Item;
  /** Paths with another value for another event. */
  readonly identity: Readonly<Record<string, unknown>>;
}

const sample = (
  file: string,
  kind: string,
  from: string,
  identity: Readonly<Record<string, unknown>>,
  change: Payload = {},
): SampleEvent => ({ file, item: { kind, payload: { ...payload(from), ...change } }, identity });

const pullRequest = { number: 13, id: 2609799546 };
const workflow = { path: '.github/workflows/deploy-shop.yml' };

/** An event that each mapping of the catalog takes; failed ones where there are such. */
export const sampleEvents: readonly SampleEvent[] = [
  sample('github/pull-request', 'pull-request', 'github/pull-request', { number: 13 }),
  sample('github/pull-request-entity', 'pull-request', 'github/pull-request', { id: 13 }),
  sample('github/monorepo-pull-request', 'pull-request', 'github/pull-request', pullRequest),
  sample(
    'github/workflow-run',
    'workflow-run',
    'github/workflow-run',
    { id: 5 },
    { conclusion: 'failure' },
  ),
  sample('github/workflow-run', 'workflow-run', 'github/workflow-run', { run_attempt: 2 }),
  sample(
    'github/monorepo-workflow-run',
    'workflow-run',
    'github/workflow-run',
    { id: 5 },
    workflow,
  ),
  sample(
    'github/release',
    'release',
    'github/release',
    { id: 5 },
    { target_commitish: 'a'.repeat(40) },
  ),
  sample(
    'github/monorepo-release',
    'release',
    'github/release',
    { id: 5 },
    { tag_name: 'shop@1.0.0' },
  ),
  sample('github/tag', 'tag', 'github/tag', { name: '2026.01.06' }),
  sample(
    'github/deployment',
    'deployment-status',
    'github/deployment-status',
    { __deployment_id: '5' },
    { state: 'error' },
  ),
  sample('github/deployment', 'deployment', 'github/deployment', { id: 5 }),
  sample('github/incident', 'issue', 'github/issue', { number: 5 }),
  sample('gitlab/merge-request', 'merge-request', 'gitlab/merge-request', { iid: 5 }),
  sample('gitlab/merge-request-entity', 'merge-request', 'gitlab/merge-request', { id: 5 }),
  sample('gitlab/monorepo-merge-request', 'merge-request', 'gitlab/merge-request', { iid: 5 }),
  sample('gitlab/pipeline', 'pipeline', 'gitlab/pipeline', { id: 5 }, { status: 'failed' }),
  sample(
    'gitlab/deployment',
    'deployment',
    'gitlab/deployment',
    { id: 5, 'deployable.id': 6 },
    { status: 'failed' },
  ),
  sample('gitlab/release', 'release', 'gitlab/release', { tag_name: 'v2' }),
  sample('gitlab/tag', 'tag', 'gitlab/tag', { name: 'v2' }),
  sample('azure-devops/pull-request', 'pull-request', 'azure-devops/pull-request', {
    pullRequestId: 5,
  }),
  sample('azure-devops/pull-request-entity', 'pull-request', 'azure-devops/pull-request', {
    pullRequestId: 5,
  }),
  sample('azure-devops/pipeline', 'build', 'azure-devops/build', { id: 5 }, { result: 'failed' }),
  sample(
    'azure-devops/release-deployment',
    'release-deployment',
    'azure-devops/release-deployment',
    { id: 5 },
    { deploymentStatus: 'failed' },
  ),
  sample('jenkins/build', 'build', 'jenkins/build', { number: 5 }, { result: 'FAILURE' }),
  sample(
    'octopus/deployment',
    'deployment',
    'octopus/deployment',
    { Id: 'Deployments-5' },
    { FailureEncountered: true },
  ),
  sample('pagerduty/incident', 'incidents', 'pagerduty/incident', { id: 'Q5' }),
  sample('opsgenie/incident', 'incident', 'opsgenie/incident', { id: 'o5' }),
  sample('firehydrant/incident', 'incident', 'firehydrant/incident', { id: 'f5' }),
  sample('servicenow/incident', 'incident', 'servicenow/incident', {
    sys_id: { value: 's5', display_value: 's5' },
  }),
  sample('statuspage/incident', 'incident', 'statuspage/incident', { id: 's5' }),
  sample('jira/incident', 'issue', 'jira/issue', { key: 'OPS-5' }),
];
