import type { CiId } from '../deployment/run-context.ts';
import type { EnvironmentReader } from './environment-reader.ts';

/**
 * How every CI is recognised, in the order in which they are asked; the first that is recognised is taken.
 * Systems that set the marks of another one beside their own stand before it: GitLab before those that share `CI_*`,
 * Harness and Woodpecker before Drone. Jenkins stands late, since its agents run inside other CIs. `generic` takes what is left.
 * Apart from the providers, because every run asks all marks and reads only one provider. Sources: see the providers.
 */
export const ciMarks: Readonly<Record<CiId, (env: EnvironmentReader) => boolean>> = {
  octopus: (env) => {
    const isTentacle = env.get('TentacleHome') !== null && env.get('TentacleJournal') !== null;
    const runbook = env.first('OCTOPUS_RUNBOOKRUN_ID', 'Octopus.RunbookRun.Id');
    const deployment = env.first('OCTOPUS_DEPLOYMENT_ID', 'Octopus.Deployment.Id');
    return isTentacle || deployment !== null || runbook !== null;
  },
  github: (env) => env.flag('GITHUB_ACTIONS') || env.get('GITHUB_ACTION') !== null,
  gitlab: (env) => env.flag('GITLAB_CI'),
  azure: (env) => env.flag('TF_BUILD'),
  codefresh: (env) => env.get('CF_BUILD_ID') !== null, // other `CF_*` belong to Cloud Foundry and Cloudflare
  circleci: (env) => env.flag('CIRCLECI'),
  bitbucket: (env) => env.first('BITBUCKET_BUILD_NUMBER', 'BITBUCKET_COMMIT') !== null,
  buildkite: (env) => env.flag('BUILDKITE'),
  harness: (env) => env.get('HARNESS_BUILD_ID') !== null,
  woodpecker: (env) => [env.get('CI'), env.get('CI_SYSTEM_NAME')].includes('woodpecker'),
  drone: (env) => env.flag('DRONE'),
  travis: (env) => env.flag('TRAVIS'),
  teamcity: (env) => env.get('TEAMCITY_VERSION') !== null,
  codebuild: (env) => env.first('CODEBUILD_BUILD_ARN', 'CODEBUILD_BUILD_ID') !== null,
  // Older releases tell a container its node, but not its workflow.
  argo: (env) => env.first('ARGO_WORKFLOW_NAME', 'ARGO_NODE_ID') !== null,
  jenkins: (env) => {
    // The addresses are there only when an administrator has set the address of Jenkins.
    const marks = [env.get('JENKINS_URL'), env.get('JENKINS_HOME')];
    const tag = env.get('BUILD_TAG')?.startsWith('jenkins-') ?? false;
    return tag || marks.some((mark) => mark !== null);
  },
  generic: () => true,
};

/** The CI that set these variables; `generic` when none is recognised. */
export function detectCi(env: EnvironmentReader): CiId {
  for (const [ci, isPresent] of Object.entries(ciMarks)) if (isPresent(env)) return ci as CiId;
  return 'generic';
}
