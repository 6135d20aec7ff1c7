import type { KindSamples } from './kind-samples.ts';

// Shapes: Azure DevOps' REST API as Ocean's integration hands it on. Defaults of the selectors: Ocean, `integrations/azure-devops`.

const integration = 'azure-devops';
const project = { id: 'a1b2c3d4-0000-4000-8000-000000000001', name: 'Web', state: 'wellFormed' };
const person = { displayName: 'Jane', uniqueName: 'jane@acme.example', id: 'p1' };

const repository = (name: string) => ({
  id:
    `${name.length}`.padStart(8, '0') +
    `-0000-4000-8000-${name.replace(/\W/g, '').slice(0, 12).padStart(12, '0')}`,
  name,
  url: `https://dev.azure.com/acme/${project.id}/_apis/git/repositories/${name}`,
  project,
});

const pullRequest = (repo: string, id: number, rest: object = {}) => ({
  ...{ repository: repository(repo), pullRequestId: id, codeReviewId: id, status: 'completed' },
  ...{ createdBy: person, creationDate: '2026-01-01T08:00:00.1234567Z' },
  ...{ closedDate: '2026-01-03T10:00:00.7654321Z', closedBy: person, title: `Change ${id}` },
  ...{ description: 'x', sourceRefName: 'refs/heads/feature', targetRefName: 'refs/heads/main' },
  ...{ mergeStatus: 'succeeded', isDraft: false, mergeId: 'm', labels: [], reviewers: [] },
  ...{ lastMergeSourceCommit: { commitId: 'a'.repeat(40) }, _links: {}, workItemRefs: [] },
  ...{ lastMergeTargetCommit: { commitId: 'b'.repeat(40) }, completionOptions: {}, commits: [] },
  ...{ lastMergeCommit: { commitId: `${id}`.padStart(40, 'c') }, url: '', artifactId: '' },
  ...{ supportsIterations: true, completionQueueTime: '2026-01-03T09:59:00Z', remoteUrl: '' },
  ...{ hasMultipleMergeBases: false, __repository: repository(repo), __project: project },
  ...rest,
});

const pullRequests: KindSamples = {
  ...{ integration, kind: 'pull-request', about: 'deployment', isWhole: true },
  samples: [
    { name: 'completed pull request', payload: pullRequest('api', 12), deployment: 'Success' },
    {
      name: 'completed pull request of a repository with a similar name',
      payload: pullRequest('api1', 2),
      deployment: 'Success',
    },
    {
      name: 'completed pull request of a repository with a space in its name',
      payload: pullRequest('Web Shop', 13),
      deployment: 'Success',
    },
    {
      name: 'abandoned pull request',
      payload: pullRequest('api', 14, { status: 'abandoned' }),
      deployment: { not: 'it was abandoned: ask for .status == "completed"' },
    },
    {
      name: 'active pull request',
      payload: pullRequest('api', 15, { status: 'active', closedDate: null }),
      deployment: { not: 'it is still open: ask for .status == "completed"' },
    },
  ],
  nullable: ['description', 'closedDate', 'lastMergeCommit'],
  words: ['status', 'mergeStatus'],
  otherTimes: {
    creationDate: { meaning: 'the pull request was opened', better: '.closedDate', isFar: true },
  },
  window: {
    options: ['minTimeInDays', 'maxResults'],
    absent: '100 pull requests of the last 7 days of each repository',
  },
  identifiers: {
    azureDevopsPullRequest: '.repository.id + "/" + (.pullRequestId | tostring)',
    azureDevopsRepository: '.repository.id',
  },
};

const build = (id: number, rest: object = {}) => ({
  ...{ _links: { web: { href: 'https://dev.azure.com/acme/Web/_build' } }, properties: {} },
  ...{ tags: [], validationResults: [], plans: [], triggerInfo: {}, id, buildNumber: '20260102.1' },
  ...{ status: 'completed', result: 'succeeded', queueTime: '2026-01-02T09:00:00.1234567Z' },
  ...{ startTime: '2026-01-02T09:20:00.1234567Z', finishTime: '2026-01-02T09:45:00.7654321Z' },
  ...{ url: '', definition: { id: 3, name: 'deploy', path: '\\' }, buildNumberRevision: 1 },
  ...{ project, uri: '', sourceBranch: 'refs/heads/main', sourceVersion: 'a'.repeat(40) },
  ...{ queue: {}, priority: 'normal', reason: 'individualCI', requestedFor: person },
  ...{ requestedBy: person, lastChangedDate: '', lastChangedBy: person, orchestrationPlan: {} },
  ...{ logs: {}, repository: { ...repository('shop'), type: 'TfsGit' }, retainedByRelease: false },
  ...{ triggeredByBuild: null, appendCommitMessageToRunName: true, parameters: null },
  ...{ templateParameters: {}, keepForever: false, deleted: false, __project: project },
  ...rest,
});

const builds: KindSamples = {
  ...{ integration, kind: 'build', about: 'deployment', isWhole: false },
  samples: [
    { name: 'succeeded build', payload: build(901), deployment: 'Success' },
    { name: 'failed build', payload: build(902, { result: 'failed' }), deployment: 'Failed' },
    {
      name: 'canceled build',
      payload: build(903, { result: 'canceled' }),
      deployment: { not: 'it was canceled: ask for the results that count' },
    },
    {
      name: 'build in progress',
      payload: build(904, { status: 'inProgress', result: null, finishTime: null }),
      deployment: { not: 'it has not ended: ask for .status == "completed"' },
    },
  ],
  nullable: ['result', 'finishTime', 'startTime', 'triggeredByBuild'],
  words: ['status', 'result', 'reason'],
  otherTimes: {
    queueTime: { meaning: 'the build was queued', better: '.startTime', isFar: false },
  },
  identifiers: { azureDevopsRepository: '.repository.id' },
};

const releaseDeployment = (id: number, rest: object = {}) => ({
  ...{
    id,
    release: {
      ...{ id: 40, name: 'Release-4' },
      url: 'https://vsrm.dev.azure.com/acme/Web/_apis/Release/releases/40',
    },
    releaseDefinition: { id: 5, name: 'shop' },
  },
  ...{ releaseEnvironment: { id: 60 + id, name: 'Production' }, attempt: 1, reason: 'automated' },
  ...{ projectReference: { id: project.id, name: project.name }, definitionEnvironmentId: 6 },
  ...{ deploymentStatus: 'succeeded', operationStatus: 'Approved', requestedBy: person },
  ...{ requestedFor: person, queuedOn: '2026-01-02T09:00:00.123Z', lastModifiedBy: person },
  ...{ startedOn: '2026-01-02T09:20:00.123Z', completedOn: '2026-01-02T09:45:00.987Z' },
  ...{ lastModifiedOn: '2026-01-02T09:46:00Z', conditions: [], preDeployApprovals: [] },
  ...{ postDeployApprovals: [], _links: {}, __project: project },
  ...rest,
});

const releaseDeployments: KindSamples = {
  ...{ integration, kind: 'release-deployment', about: 'deployment', isWhole: false },
  samples: [
    { name: 'succeeded deployment', payload: releaseDeployment(71), deployment: 'Success' },
    {
      name: 'failed deployment',
      payload: releaseDeployment(72, { deploymentStatus: 'failed' }),
      deployment: 'Failed',
    },
    {
      name: 'deployment in progress',
      payload: releaseDeployment(73, { deploymentStatus: 'inProgress', completedOn: null }),
      deployment: { not: 'it has not ended: ask for the statuses that count' },
    },
  ],
  nullable: ['startedOn', 'completedOn'],
  words: ['deploymentStatus', 'operationStatus', 'reason'],
  otherTimes: {
    queuedOn: { meaning: 'the deployment was queued', better: '.startedOn', isFar: false },
  },
};

/** What Azure DevOps tells of pull requests, builds and classic releases. */
export const azureDevopsSamples: readonly KindSamples[] = [
  pullRequests,
  builds,
  releaseDeployments,
];
