import type { KindSamples } from './kind-samples.ts';

// Shapes: Jenkins' and Octopus Deploy's APIs as Ocean's integrations hand them on.

const build = (number: number, rest: object = {}) => ({
  ...{ _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun', id: `${number}`, number },
  ...{ displayName: `#${number}`, fullDisplayName: `Web » shop deploy #${number}` },
  ...{ url: `https://ci.acme.example/job/Web/job/shop%20deploy/${number}/`, result: 'SUCCESS' },
  ...{ timestamp: 1_767_344_400_000 + number, duration: 120_000, building: false },
  ...{ previousBuild: null, changeSets: [], culprits: [], actions: [], queueId: 1 },
  ...rest,
});

const jenkins: KindSamples = {
  ...{ integration: 'jenkins', kind: 'build', about: 'deployment', isWhole: false },
  samples: [
    { name: 'successful build', payload: build(1), deployment: 'Success' },
    { name: 'failed build', payload: build(2, { result: 'FAILURE' }), deployment: 'Failed' },
    {
      name: 'aborted build',
      payload: build(3, { result: 'ABORTED' }),
      deployment: { not: 'it was aborted: ask for the results that count' },
    },
    {
      name: 'build in progress',
      payload: build(4, { result: null, building: true, duration: 0 }),
      deployment: { not: 'it has not ended: ask for .result != null' },
    },
  ],
  nullable: ['result', 'previousBuild'],
  words: ['result', 'building'],
};

const deployment = (id: number, rest: object = {}) => ({
  ...{ Id: `Deployments-${id}`, Name: 'Deploy to Production', ReleaseId: 'Releases-4' },
  ...{ EnvironmentId: 'Environments-1', ProjectId: 'Projects-2', SpaceId: 'Spaces-1' },
  ...{ TaskId: `ServerTasks-${id}`, Created: '2026-01-02T09:20:00.123+00:00', TenantId: null },
  ...{ FailureEncountered: false, DeployedBy: 'jane', Comments: null, ChannelId: 'Channels-1' },
  ...{ Links: {} },
  ...rest,
});

const octopus: KindSamples = {
  ...{ integration: 'octopus', kind: 'deployment', about: 'deployment', isWhole: false },
  samples: [
    { name: 'successful deployment', payload: deployment(1), deployment: 'Success' },
    {
      name: 'failed deployment',
      payload: deployment(2, { FailureEncountered: true }),
      deployment: 'Failed',
    },
  ],
  nullable: ['TenantId', 'Comments'],
  words: ['FailureEncountered'],
};

/** What Jenkins tells of builds, and Octopus Deploy of deployments. */
export const ciServerSamples: readonly KindSamples[] = [jenkins, octopus];
