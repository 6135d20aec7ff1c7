import type { KindSamples } from './kind-samples.ts';

// Shapes: GitLab's REST API as Ocean's gitlab-v2 hands it on. Defaults of the selectors: Ocean, `integrations/gitlab-v2/integration.py`.

const integration = 'gitlab';
const user = { id: 7, username: 'jane', name: 'Jane' };

const project = (path: string) => ({
  __project: { id: path.length, path_with_namespace: path, web_url: `https://gitlab.com/${path}` },
});

const mergeRequest = (path: string, iid: number, rest: object = {}) => ({
  ...{ id: 90_000 + iid * 17 + path.length, iid, project_id: path.length, title: `Change ${iid}` },
  ...{ description: null, state: 'merged', draft: false, work_in_progress: false, labels: [] },
  ...{ created_at: '2026-01-01T08:00:00.123Z', updated_at: '2026-01-05T12:00:00.456Z' },
  ...{ prepared_at: '2026-01-01T08:00:09.000Z', merged_at: '2026-01-03T10:00:00.789Z' },
  ...{ closed_at: null, closed_by: null, merged_by: user, merge_user: user, author: user },
  ...{ assignee: null, assignees: [], reviewers: [], milestone: null, user_notes_count: 0 },
  ...{ upvotes: 0, downvotes: 0, target_branch: 'main', source_branch: 'feature/login' },
  ...{ source_project_id: path.length, target_project_id: path.length, squash: false },
  ...{ sha: 'a'.repeat(40), merge_commit_sha: `${iid}`.padStart(40, 'b'), squash_commit_sha: null },
  ...{ merge_status: 'can_be_merged', detailed_merge_status: 'not_open', has_conflicts: false },
  ...{ merge_when_pipeline_succeeds: false, merge_after: null, squash_on_merge: false },
  ...{ discussion_locked: null, should_remove_source_branch: null, imported: false },
  ...{ imported_from: 'none', force_remove_source_branch: true, reference: `!${iid}` },
  ...{ references: { short: `!${iid}`, relative: `!${iid}`, full: `${path}!${iid}` } },
  ...{ web_url: `https://gitlab.com/${path}/-/merge_requests/${iid}`, time_stats: {} },
  ...{ task_completion_status: {}, blocking_discussions_resolved: true },
  ...{ approvals_before_merge: null, allow_collaboration: false },
  ...project(path),
  ...rest,
});

const mergeRequests: KindSamples = {
  ...{ integration, kind: 'merge-request', about: 'deployment', isWhole: true },
  samples: [
    { name: 'merged merge request', payload: mergeRequest('acme/shop', 7), deployment: 'Success' },
    {
      name: 'merged merge request with the same number in another project',
      payload: mergeRequest('acme/sub/cart', 7),
      deployment: 'Success',
    },
    {
      name: 'merged merge request of a branch that Port refuses as an identifier',
      payload: mergeRequest('acme/shop', 8, { source_branch: 'feat/#12 manual rules' }),
      deployment: 'Success',
    },
    {
      name: 'open merge request',
      payload: mergeRequest('acme/shop', 9, { state: 'opened', merged_at: null, merged_by: null }),
      deployment: { not: 'it is still open: ask for .state == "merged"' },
    },
    {
      name: 'merge request that was closed without a merge',
      payload: mergeRequest('acme/shop', 10, { state: 'closed', merged_at: null, merged_by: null }),
      deployment: { not: 'it was never merged: ask for .state == "merged"' },
    },
  ],
  nullable: [
    'description',
    'merged_at',
    'closed_at',
    'merged_by',
    'merge_user',
    'merge_commit_sha',
  ],
  words: ['state', 'merged_at', 'detailed_merge_status', 'merge_status'],
  otherTimes: {
    created_at: { meaning: 'the merge request was opened', better: '.merged_at', isFar: true },
    updated_at: {
      meaning: 'somebody last touched the merge request',
      better: '.merged_at',
      isFar: true,
    },
  },
  fetch: { option: 'states', field: 'state', absent: ['opened'] },
  window: { options: ['updatedAfter'], absent: 'what was updated in the last 90 days' },
  identifiers: {
    gitlabMergeRequest: '.id | tostring',
    service: '.references.full | sub("![0-9]+$"; "")',
  },
};

const pipeline = (id: number, rest: object = {}) => ({
  ...{ id, iid: id - 7000, project_id: 9, sha: 'a'.repeat(40), ref: 'main', status: 'success' },
  ...{ source: 'push', name: null, web_url: `https://gitlab.com/acme/shop/-/pipelines/${id}` },
  ...{ created_at: '2026-01-02T09:00:00.123Z', updated_at: '2026-01-02T09:45:00.456Z' },
  ...project('acme/shop'),
  ...rest,
});

const pipelines: KindSamples = {
  ...{ integration, kind: 'pipeline', about: 'deployment', isWhole: true },
  samples: [
    { name: 'successful pipeline', payload: pipeline(7_001), deployment: 'Success' },
    {
      name: 'failed pipeline',
      payload: pipeline(7_002, { status: 'failed' }),
      deployment: 'Failed',
    },
    {
      name: 'pipeline with a name',
      payload: pipeline(7_003, { name: 'Deploy' }),
      deployment: 'Success',
    },
    {
      name: 'failed pipeline with a name',
      payload: pipeline(7_010, { name: 'Deploy', status: 'failed' }),
      deployment: 'Failed',
    },
    {
      name: 'canceled pipeline with a name',
      payload: pipeline(7_011, { name: 'Deploy', status: 'canceled' }),
      deployment: { not: 'its status is "canceled": ask for the ones that count' },
    },
    ...['running', 'pending', 'canceled', 'skipped', 'manual'].map((status, index) => ({
      name: `pipeline that is ${status}`,
      payload: pipeline(7_004 + index, { status }),
      deployment: { not: `its status is "${status}": ask for the ones that count` },
    })),
  ],
  nullable: ['name'],
  words: ['status', 'source'],
  identifiers: { service: '.__project.path_with_namespace' },
};

const job = (id: number, rest: object = {}) => ({
  ...{ id, status: 'success', stage: 'deploy', name: 'deploy', ref: 'main', tag: false },
  ...{ coverage: null, allow_failure: false, duration: 120.5, queued_duration: 3, user },
  ...{ created_at: '2026-01-02T09:00:00.123Z', started_at: '2026-01-02T09:20:00.000Z' },
  ...{ finished_at: '2026-01-02T09:45:00.456Z', erased_at: null, archived: false },
  ...{ commit: { id: 'a'.repeat(40) }, pipeline: { id: 7_001, project_id: 9 }, artifacts: [] },
  ...{ web_url: '', project: {}, runner: null, runner_manager: null, artifacts_expire_at: null },
  ...{ tag_list: [], failure_reason: null },
  ...project('acme/shop'),
  ...rest,
});

const jobs: KindSamples = {
  ...{ integration, kind: 'job', about: 'deployment', isWhole: false },
  samples: [
    { name: 'successful job', payload: job(501), deployment: 'Success' },
    { name: 'failed job', payload: job(502, { status: 'failed' }), deployment: 'Failed' },
    {
      name: 'job that waits to be started',
      payload: job(503, { status: 'manual', started_at: null, finished_at: null }),
      deployment: { not: 'it has not run: ask for the statuses that count' },
    },
  ],
  nullable: ['started_at', 'finished_at', 'duration', 'coverage'],
  words: ['status'],
  otherTimes: {
    created_at: { meaning: 'the pipeline was made', better: '.started_at', isFar: true },
  },
  identifiers: { service: '.__project.path_with_namespace' },
};

const deployment = (id: number, rest: object = {}) => ({
  ...{ id, iid: id - 300, ref: 'main', sha: 'a'.repeat(40), status: 'success', user },
  ...{ created_at: '2026-01-02T09:00:00.123Z', updated_at: '2026-01-02T09:45:00.456Z' },
  environment: { id: 3, name: 'production', slug: 'production', external_url: null },
  deployable: {
    ...{ id: id + 10_000, name: 'deploy', status: 'success', web_url: '' },
    ...{ started_at: '2026-01-02T09:20:00.000Z', finished_at: '2026-01-02T09:44:00.000Z' },
    pipeline: { id: 7_001, web_url: '' },
  },
  ...project('acme/shop'),
  ...rest,
});

const deployments: KindSamples = {
  ...{ integration, kind: 'deployment', about: 'deployment', isWhole: true },
  samples: [
    { name: 'successful deployment', payload: deployment(301), deployment: 'Success' },
    {
      name: 'failed deployment',
      payload: deployment(302, { status: 'failed' }),
      deployment: 'Failed',
    },
    {
      name: 'deployment that was made by the API',
      payload: deployment(303, { deployable: null }),
      deployment: 'Success',
    },
    ...['created', 'running', 'blocked', 'canceled'].map((status, index) => ({
      name: `deployment that is ${status}`,
      payload: deployment(304 + index, { status }),
      deployment: { not: `its status is "${status}": ask for the ones that count` },
    })),
  ],
  nullable: ['deployable', 'environment.external_url'],
  words: ['status'],
  identifiers: { service: '.__project.path_with_namespace' },
};

const release = (tag: string, path: string, rest: object = {}) => ({
  ...{ tag_name: tag, name: `Production ${tag}`, description: null, description_html: null },
  ...{ created_at: '2026-01-01T07:00:00.123Z', released_at: '2026-01-04T11:00:00.456Z' },
  ...{ upcoming_release: false, author: user, commit: { id: 'a'.repeat(40) }, milestones: [] },
  ...{ commit_path: '', tag_path: '', assets: {}, evidences: [], _links: { self: '' } },
  ...project(path),
  ...rest,
});

const releases: KindSamples = {
  ...{ integration, kind: 'release', about: 'deployment', isWhole: true },
  samples: [
    { name: 'release', payload: release('v1.4.0', 'acme/shop'), deployment: 'Success' },
    {
      name: 'release of another project with the same tag',
      payload: release('v1.4.0', 'acme/sub/cart'),
      deployment: 'Success',
    },
    {
      name: 'release that is announced for later',
      payload: release('v1.5.0', 'acme/shop', { upcoming_release: true }),
      deployment: { not: 'it is not released yet: ask for .upcoming_release != true' },
    },
  ],
  nullable: ['name', 'description'],
  words: ['upcoming_release'],
  identifiers: { service: '.__project.path_with_namespace' },
};

/** What GitLab tells of merge requests, pipelines, jobs, deployments and releases. */
export const gitlabSamples: readonly KindSamples[] = [
  ...[mergeRequests, pipelines, jobs, deployments, releases],
];
