import type { EnvironmentReader } from './environment-reader.ts';
import type { Fact, ProviderFacts } from './provider.ts';
import { pullRequestBranch } from './pull-request-branch.ts';

type SharedFacts = Pick<
  ProviderFacts,
  | 'slug'
  | 'repositoryUrl'
  | 'defaultBranch'
  | 'branch'
  | 'tag'
  | 'sha'
  | 'pullRequest'
  | 'actor'
  | 'status'
>;

/**
 * What Drone tells, and Harness CI in Drone's name. `DRONE_BRANCH` is the target of a pull request, and a full tag ref in Harness.
 * Sources, read 2026-11-22: Drone docs, "Environment reference"; Harness docs, "CI environment variables reference".
 */
export function droneFacts(env: EnvironmentReader): SharedFacts {
  const pullRequest = {
    number: env.get('DRONE_PULL_REQUEST'),
    targetBranch: env.get('DRONE_TARGET_BRANCH'),
  };
  return {
    slug: env.get('DRONE_REPO'),
    repositoryUrl: env.first('DRONE_REPO_LINK', 'DRONE_GIT_HTTP_URL'),
    defaultBranch: env.get('DRONE_REPO_BRANCH'),
    branch: pullRequestBranch(env.first('DRONE_SOURCE_BRANCH', 'DRONE_BRANCH'), pullRequest),
    tag: env.get('DRONE_TAG'),
    sha: env.first('DRONE_COMMIT_SHA', 'DRONE_COMMIT'),
    pullRequest,
    actor: actorOf(env.get('DRONE_BUILD_TRIGGER'), env.get('DRONE_COMMIT_AUTHOR')),
    status: env.first('DRONE_STAGE_STATUS', 'DRONE_BUILD_STATUS'), // the stage deploys, so its own word counts first
  };
}

/** The trigger is a person, or `@hook` and the like; then the commit's author is who started it. */
function actorOf(trigger: Fact, author: Fact): Fact {
  return trigger === null || trigger.startsWith('@') ? author : trigger;
}
