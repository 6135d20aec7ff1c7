import { describe, expect, test } from '@jest/globals';
import { ciMarks } from '../../src/ci/detect-ci.ts';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import type { CiId } from '../../src/deployment/run-context.ts';

const detects = (ci: CiId, environment: Record<string, string>) =>
  ciMarks[ci](environmentReader(environment));

describe('a CI is recognised by', () => {
  test.each<[CiId, Record<string, string>]>([
    ['gitlab', { GITLAB_CI: 'true' }],
    ['azure', { TF_BUILD: 'True' }],
    ['circleci', { CIRCLECI: 'yes' }],
    ['codefresh', { CF_BUILD_ID: '6582d5a4b7c3f1e2d0a9b8c7' }],
    ['jenkins', { JENKINS_URL: 'https://jenkins.example.com/' }],
    ['jenkins', { JENKINS_HOME: '/var/jenkins_home' }],
    ['jenkins', { BUILD_TAG: 'jenkins-deploy-1' }],
    ['octopus', { TentacleHome: '/etc/octopus', TentacleJournal: '/etc/octopus/j.xml' }],
    ['octopus', { OCTOPUS_DEPLOYMENT_ID: 'Deployments-1' }],
    ['octopus', { 'Octopus.Deployment.Id': 'Deployments-1' }],
    ['octopus', { OCTOPUS_RUNBOOKRUN_ID: 'RunbookRuns-1' }],
  ])('its own variables: %s by %j', (ci, environment) => {
    expect(detects(ci, environment)).toBe(true);
  });
});

describe('a CI is not recognised by', () => {
  test.each<[CiId, Record<string, string>]>([
    // Woodpecker, Drone and Harness set `CI_*` too.
    ['gitlab', { CI: 'true', CI_COMMIT_SHA: 'x', CI_PIPELINE_URL: 'x', CI_JOB_STATUS: 'success' }],
    ['gitlab', { GITLAB_CI: 'false' }],
    // Jenkins and TeamCity set `BUILD_*` too.
    ['azure', { BUILD_BUILDID: '1', BUILD_SOURCEBRANCH: 'refs/heads/main' }],
    ['circleci', { CIRCLECI: 'false' }],
    ['circleci', { CIRCLE_SHA1: 'x' }],
    // Cloudflare Pages and Cloud Foundry.
    ['codefresh', { CF_PAGES: '1', CF_PAGES_BRANCH: 'main', CF_INSTANCE_INDEX: '0' }],
    ['codefresh', { CF_BUILD_ID: '${{CF_BUILD_ID}}' }],
    ['jenkins', { BUILD_NUMBER: '1', BUILD_TAG: 'nightly', BUILD_URL: 'https://example.com' }],
    // The Octopus command line is used inside of other CIs.
    ['octopus', { OCTOPUS_URL: 'https://octopus.example.com', OCTOPUS_SPACE: 'Default' }],
    ['octopus', { OCTOPUS_ENVIRONMENT: 'Production', OCTOPUS_API_KEY: 'API-X' }],
    ['octopus', { TentacleHome: '/etc/octopus' }],
    ['octopus', { OCTOPUS_DEPLOYMENT_ID: '#{Octopus.Deployment.Id}' }],
  ])("another one's variables: %s by %j", (ci, environment) => {
    expect(detects(ci, environment)).toBe(false);
  });
});
