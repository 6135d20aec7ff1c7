import type { KindSamples } from './kind-samples.ts';

// Shapes: GitHub's REST API as Ocean's integration hands it on. Defaults of the selectors: Ocean, `integrations/github/integration.py`.

const integration = 'github';
const user = { login: 'jane', id: 7, type: 'User' };

const repository = (name: string, owner = 'acme') => ({
  id: name.length + 1000,
  name,
  full_name: `${owner}/${name}`,
  html_url: `https://github.com/${owner}/${name}`,
  default_branch: 'main',
  owner: { login: owner },
  fork: owner !== 'acme',
});

const ofRepository = (name: string) => ({ __repository: name, __organization: 'acme' });

const pullRequest = (repo: string, number: number, rest: object = {}) => ({
  url: `https://api.github.com/repos/acme/${repo}/pulls/${number}`,
  ...{ id: 155_016_000 + number * 31 + repo.length, node_id: `PR_${repo}${number}`, number },
  html_url: `https://github.com/acme/${repo}/pull/${number}`,
  ...{ diff_url: '', patch_url: '', issue_url: '', commits_url: '', comments_url: '' },
  ...{ review_comments_url: '', review_comment_url: '', statuses_url: '', _links: {} },
  ...{ state: 'closed', locked: false, draft: false, title: `Change ${number}`, body: null, user },
  ...{ created_at: '2026-01-01T08:00:00Z', updated_at: '2026-01-05T12:00:00Z' },
  ...{ closed_at: '2026-01-03T10:00:00Z', merged_at: '2026-01-03T10:00:00Z' },
  merge_commit_sha: `${number}`.padStart(40, 'a'),
  ...{ assignee: null, assignees: [], requested_reviewers: [], requested_teams: [], labels: [] },
  ...{ milestone: null, auto_merge: null, active_lock_reason: null, author_association: 'MEMBER' },
  head: {
    ...{ label: 'acme:feature/login', ref: 'feature/login', sha: `${number}`.padStart(40, 'b') },
    ...{ user, repo: repository(repo) },
  },
  base: { label: 'acme:main', ref: 'main', sha: 'c'.repeat(40), user, repo: repository(repo) },
  ...ofRepository(repo),
  ...rest,
});

const fromFork = (repo: object | null) => ({
  head: { label: 'jane:fix', ref: 'feat/#12 manual rules', sha: 'd'.repeat(40), user, repo },
});

const pullRequests: KindSamples = {
  ...{ integration, kind: 'pull-request', about: 'deployment', isWhole: true },
  samples: [
    { name: 'merged pull request', payload: pullRequest('shop', 7), deployment: 'Success' },
    {
      name: 'merged pull request with the same number in another repository',
      payload: pullRequest('cart', 7),
      deployment: 'Success',
    },
    {
      name: 'merged pull request from a fork',
      payload: pullRequest('shop', 8, fromFork(repository('shop-of-jane', 'jane'))),
      deployment: 'Success',
    },
    {
      name: 'merged pull request whose fork was deleted',
      payload: pullRequest('shop', 9, fromFork(null)),
      deployment: 'Success',
    },
    {
      name: 'pull request that was closed without a merge',
      payload: pullRequest('shop', 10, { merged_at: null, merge_commit_sha: null }),
      deployment: { not: 'it was never merged: ask for .merged_at != null' },
    },
    {
      name: 'open pull request',
      payload: pullRequest('shop', 11, { state: 'open', closed_at: null, merged_at: null }),
      deployment: { not: 'it is still open: ask for .merged_at != null' },
    },
  ],
  nullable: ['head.repo', 'body', 'milestone', 'assignee', 'merged_at', 'closed_at'],
  words: ['state', 'merged_at'],
  otherTimes: {
    created_at: {
      meaning: 'the pull request was opened',
      better: '.merged_at',
      isFar: true,
    },
    updated_at: {
      meaning: 'somebody last touched the pull request',
      better: '.merged_at',
      isFar: true,
    },
  },
  fetch: {
    ...{ option: 'states', field: 'state', absent: ['open'] },
    also: { option: 'closedPullRequests', adds: ['closed'] },
  },
  window: {
    options: ['maxResults', 'since', 'closedSinceDate'],
    absent: 'the 100 pull requests of the last 60 days of each repository',
  },
  ofFork: ['head.repo'],
  identifiers: {
    githubPullRequest: '.head.repo.name + (.id|tostring)',
    githubRepository: '.__repository',
  },
};

const run = (rest: object = {}) => ({
  ...{ id: 8_001, name: 'Deploy', node_id: 'WFR_1', head_branch: 'main', head_sha: 'e'.repeat(40) },
  ...{ path: '.github/workflows/deploy.yml', display_title: 'Deploy', run_number: 15 },
  ...{ event: 'push', status: 'completed', conclusion: 'success', workflow_id: 51, run_attempt: 1 },
  ...{ check_suite_id: 1, check_suite_node_id: 'CS_1', pull_requests: [], actor: user },
  ...{ url: '', jobs_url: '', logs_url: '', check_suite_url: '', artifacts_url: '' },
  ...{ cancel_url: '', rerun_url: '', previous_attempt_url: null, workflow_url: '' },
  html_url: 'https://github.com/acme/shop/actions/runs/8001',
  ...{ created_at: '2026-01-02T09:00:00Z', run_started_at: '2026-01-02T09:20:00Z' },
  updated_at: '2026-01-02T09:45:00Z',
  ...{ triggering_actor: user, referenced_workflows: [], head_commit: { id: 'e'.repeat(40) } },
  ...{ repository: repository('shop'), head_repository: repository('shop') },
  ...ofRepository('shop'),
  ...rest,
});

const workflowRuns: KindSamples = {
  ...{ integration, kind: 'workflow-run', about: 'deployment', isWhole: true },
  samples: [
    { name: 'successful run', payload: run(), deployment: 'Success' },
    {
      name: 'failed run',
      payload: run({ id: 8_002, run_number: 16, conclusion: 'failure' }),
      deployment: 'Failed',
    },
    {
      name: 'second attempt of the failed run',
      payload: run({ id: 8_002, run_number: 16, run_attempt: 2 }),
      deployment: 'Success',
    },
    {
      name: 'run of another workflow with the same number',
      payload: run({ id: 8_003, workflow_id: 52, path: '.github/workflows/deploy-api.yml' }),
      deployment: 'Success',
    },
    {
      name: 'run that timed out',
      payload: run({ id: 8_004, run_number: 17, conclusion: 'timed_out' }),
      deployment: 'Failed',
    },
    {
      name: 'run that could not start',
      payload: run({ id: 8_005, run_number: 18, conclusion: 'startup_failure' }),
      deployment: 'Failed',
    },
    {
      name: 'cancelled run',
      payload: run({ id: 8_006, run_number: 19, conclusion: 'cancelled' }),
      deployment: { not: 'it was cancelled: ask for the conclusions that count' },
    },
    {
      name: 'skipped run',
      payload: run({ id: 8_007, run_number: 20, conclusion: 'skipped' }),
      deployment: { not: 'it was skipped: ask for the conclusions that count' },
    },
    {
      name: 'run in progress',
      payload: run({ id: 8_008, run_number: 21, status: 'in_progress', conclusion: null }),
      deployment: { not: 'it has not ended: ask for .status == "completed"' },
    },
  ],
  nullable: ['name', 'head_branch', 'head_commit', 'conclusion', 'actor'],
  words: ['status', 'conclusion', 'event'],
  otherTimes: {
    created_at: {
      meaning: 'the first attempt was queued, before it waited for approvals',
      better: '.run_started_at',
      isFar: false,
    },
  },
  ofFork: ['head_repository'],
  identifiers: { githubRepository: '.__repository' },
};

const release = (id: number, repo: string, rest: object = {}) => ({
  ...{ url: '', assets_url: '', upload_url: '', html_url: '', tarball_url: '', zipball_url: '' },
  ...{ id, node_id: `RE_${id}`, tag_name: `v1.${id}.0`, target_commitish: 'main' },
  ...{ name: `Production 1.${id}`, draft: false, prerelease: false, author: user, assets: [] },
  ...{ body: null, created_at: '2026-01-01T07:00:00Z', published_at: '2026-01-04T11:00:00Z' },
  ...{ updated_at: '2026-01-04T11:30:00Z', immutable: false, discussion_url: '', reactions: {} },
  ...{ mentions_count: 0 },
  ...ofRepository(repo),
  ...rest,
});

const releases: KindSamples = {
  ...{ integration, kind: 'release', about: 'deployment', isWhole: true },
  samples: [
    { name: 'release', payload: release(4, 'shop'), deployment: 'Success' },
    {
      name: 'release of another repository with the same tag and name',
      payload: release(5, 'cart', { tag_name: 'v1.4.0', name: 'Production 1.4' }),
      deployment: 'Success',
    },
    {
      name: 'release that was made for a commit',
      payload: release(6, 'shop', { target_commitish: 'f'.repeat(40) }),
      deployment: 'Success',
    },
    {
      name: 'draft',
      payload: release(7, 'shop', { draft: true, published_at: null }),
      deployment: { not: 'it was not published: ask for .draft | not' },
    },
    {
      name: 'prerelease',
      payload: release(8, 'shop', { prerelease: true }),
      deployment: { not: 'it is a prerelease: ask for .prerelease | not' },
    },
  ],
  nullable: ['name', 'body', 'published_at'],
  words: ['draft', 'prerelease'],
  otherTimes: {
    created_at: {
      meaning: 'the commit of the release was made',
      better: '.published_at',
      isFar: true,
    },
  },
  identifiers: { githubRepository: '.__repository' },
};

/** What GitHub tells of pull requests, workflow runs and releases. */
export const githubSamples: readonly KindSamples[] = [pullRequests, workflowRuns, releases];
