import type { CiId } from '../deployment/run-context.ts';
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

/** The provider of every CI. */
export const allProviders: Readonly<Record<CiId, Provider>> = {
  argo,
  azure,
  bitbucket,
  buildkite,
  circleci,
  codebuild,
  codefresh,
  drone,
  generic,
  github,
  gitlab,
  harness,
  jenkins,
  octopus,
  teamcity,
  travis,
  woodpecker,
};
