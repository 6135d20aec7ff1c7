import type { Block } from './lint.ts';

const production = { environment: '"Production"' };
export const service = { service: '.__repository' };

/** A merged pull request as a deployment, as it should be. */
export const pullRequest: Block = {
  kind: 'pull-request',
  query: '.base.ref == "main" and .merged_at != null',
  fetch: 'states: [closed]\nmaxResults: 300',
  identifier: '.base.repo.full_name + "/pull-request-" + (.number | tostring)',
  properties: { ...production, createdAt: '.merged_at', deploymentStatus: '"Success"' },
};

/** A merged merge request as a deployment, as it should be. */
export const mergeRequest: Block = {
  kind: 'merge-request',
  query: '.target_branch == "main" and .state == "merged"',
  fetch: 'states: [merged]\nupdatedAfter: 365',
  identifier: '.references.full | gsub("[^A-Za-z0-9@_.+:/=-]"; "-")',
  properties: { ...production, createdAt: '.merged_at', deploymentStatus: '"Success"' },
  relations: { service: '.references.full | sub("![0-9]+$"; "")' },
};

export const azure: Block = {
  kind: 'pull-request',
  query: '.targetRefName == "refs/heads/main" and .status == "completed"',
  fetch: 'minTimeInDays: 90',
  identifier: '.repository.id + "/" + (.pullRequestId | tostring)',
  properties: { ...production, createdAt: '.closedDate', deploymentStatus: '"Success"' },
  relations: { azureDevopsPullRequest: '.repository.id + "/" + (.pullRequestId | tostring)' },
};

const status = 'if .conclusion == "success" then "Success" else "Failed" end';

export const workflowRun: Block = {
  kind: 'workflow-run',
  query:
    '.head_branch == "main" and (.path | endswith("/deploy.yml")) and (.conclusion | IN("success", "failure", "timed_out", "startup_failure"))',
  identifier: '.repository.name + "-run-" + (.id | tostring) + "-" + (.run_attempt | tostring)',
  properties: { ...production, createdAt: '.run_started_at', deploymentStatus: status },
};

export const pipeline: Block = {
  kind: 'pipeline',
  query: '.ref == "main" and (.status == "success" or .status == "failed")',
  identifier: '"deployment-" + (.id | tostring)',
  properties: {
    ...production,
    createdAt: '.created_at',
    deploymentStatus: 'if .status == "success" then "Success" else "Failed" end',
  },
  relations: { service: '.__project.path_with_namespace' },
};

export const release: Block = {
  kind: 'release',
  query: '(.draft | not) and (.prerelease | not) and .target_commitish == "main"',
  identifier: '.__repository + "-rel-" + (.id | tostring)',
  properties: { ...production, createdAt: '.published_at', deploymentStatus: '"Success"' },
};

export const pagerduty: Block = {
  kind: 'incidents',
  query: '.urgency == "high"',
  fetch: 'apiQueryParams:\n  statuses: [triggered, acknowledged, resolved]\n  date_range: all',
  identifier: '.id',
  blueprint: '"pagerdutyIncident"',
  properties: {
    resolvedAt: '.resolved_at',
    recoveryTime:
      'if .resolved_at then ((.resolved_at | fromdate) - (.created_at | fromdate)) / 60 else null end',
  },
  relations: { service: '.service.summary' },
};

export const opsgenieMinutes = (parse: string): string =>
  `if .impactEndDate then ((.impactEndDate | ${parse}) - (.impactStartDate | ${parse})) / 60 else null end`;

export const opsgenie: Block = {
  ...{ kind: 'incident', query: '.priority == "P1"', identifier: '.id' },
  blueprint: '"opsGenieIncident"',
  properties: { recoveryTime: opsgenieMinutes('sub("\\\\.[0-9]+"; "") | fromdate') },
  relations: { service: '.impactedServices[0]' },
};

export const githubPullRequest: Block = {
  ...{ kind: 'pull-request', query: 'true', fetch: 'states: [open, closed]\nsince: 90' },
  identifier: '.head.repo.name + (.id | tostring)',
  blueprint: '"githubPullRequest"',
  properties: { status: 'if .merged_at then "merged" else .state end' },
};

/** A block with some parts changed. */
export const changed = (block: Block, change: Partial<Block>): Block => ({ ...block, ...change });
export const properties = (block: Block, change: Readonly<Record<string, string>>): Block => ({
  ...block,
  properties: { ...block.properties, ...change },
});
