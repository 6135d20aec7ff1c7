import type { CiId } from '../deployment/run-context.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import type { Provider } from './provider.ts';
import { argo } from './providers/argo.ts';
import { azure } from './providers/azure.ts';
import { bitbucket } from './providers/bitbucket.ts';
import { buildkite } from './providers/buildkite.ts';
import { circleci } from './providers/circleci.ts';
import { codebuild } from './providers/codebuild.ts';
import { codefresh } from './providers/codefresh.ts';
import { drone } from './providers/drone.ts';
import { generic } from './providers/generic.ts';
import { github } from './providers/github.ts';
import { gitlab } from './providers/gitlab.ts';
import { harness } from './providers/harness.ts';
import { jenkins } from './providers/jenkins.ts';
import { octopus } from './providers/octopus.ts';
import { teamcity } from './providers/teamcity.ts';
import { travis } from './providers/travis.ts';
import { woodpecker } from './providers/woodpecker.ts';

/**
 * Every provider in the order in which they are asked; the first that recognises its CI is taken.
 * Systems that set the marks of another one beside their own stand before it: GitLab before those that share `CI_*`,
 * Harness and Woodpecker before Drone. Jenkins stands late, since its agents run inside other CIs. `generic` takes what is left.
 */
export const providers: readonly Provider[] = [
  octopus,
  github,
  gitlab,
  azure,
  codefresh,
  circleci,
  bitbucket,
  buildkite,
  harness,
  woodpecker,
  drone,
  travis,
  teamcity,
  codebuild,
  argo,
  jenkins,
  generic,
];

/** The provider with this id, where it is one that is known. */
export function providerOf(id: CiId): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}

/** The provider of the CI that set these variables; `generic` when none is recognised. */
export function detectProvider(env: EnvironmentReader): Provider {
  return providers.find((provider) => provider.detect(env)) ?? generic;
}
