import { checkoutAt } from '../checkout-at.ts';
import {
  codeCommitName,
  pullRequestOf,
  refOfSourceVersion,
  refOfTrigger,
} from '../codebuild-source.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import type { Fact, Provider } from '../provider.ts';
import { pullRequestBranch } from '../pull-request-branch.ts';

/**
 * Names: AWS CodeBuild user guide, "Environment variables in build environments" and "Source version sample", read 2026-11-22;
 * `CODEBUILD_BUILD_URL` from dumps of builds. Webhook variables are absent from builds that people or CodePipeline start.
 */
export const codebuild: Provider = {
  id: 'codebuild',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const sha = env.get('CODEBUILD_RESOLVED_SOURCE_VERSION'); // known once the source is there
    const here = checkoutAt(checkout, sha);
    const url = env.get('CODEBUILD_SOURCE_REPO_URL') ?? here?.repositoryUrl ?? null;
    const id = env.get('CODEBUILD_BUILD_ID');
    const version = env.get('CODEBUILD_SOURCE_VERSION');
    const trigger = env.get('CODEBUILD_WEBHOOK_TRIGGER');
    const head = env.get('CODEBUILD_WEBHOOK_HEAD_REF');
    const ref = head ?? refOfTrigger(trigger) ?? refOfSourceVersion(version);
    const pullRequest = {
      number: pullRequestOf(trigger) ?? pullRequestOf(version),
      targetBranch: env.get('CODEBUILD_WEBHOOK_BASE_REF'),
    };
    return {
      slug: codeCommitName(url),
      repositoryUrl: url, // an `s3://` source is no repository
      branch: pullRequestBranch(ref, pullRequest),
      // `v1` alone may be a branch or a tag; it is a tag when git says so.
      tag: ref === null && version === here?.tag ? version : null,
      sha: sha ?? here?.sha ?? version,
      pullRequest,
      run: {
        id,
        number: env.get('CODEBUILD_BUILD_NUMBER'),
        url: env.first('CODEBUILD_BUILD_URL', 'CODEBUILD_PUBLIC_BUILD_URL'),
      },
      // The id is `project:uuid`, and a retry is a build with an id of its own.
      job: {
        id: env.get('CODEBUILD_BATCH_BUILD_IDENTIFIER'),
        name: id?.split(':', 1)[0] ?? null,
      },
      actor: actorOf(env.get('CODEBUILD_INITIATOR')),
      status: statusOf(env),
      createdAt: [env.get('CODEBUILD_START_TIME')], // milliseconds
    };
  },
};

/** A user, `codepipeline/name` or a plugin; GitHub's webhook gives its own version instead, which is nobody. */
function actorOf(initiator: Fact): Fact {
  return initiator?.startsWith('GitHub-Hookshot/') ? null : initiator;
}

/** 1 while the build is succeeding: the other way round than an exit code. */
function statusOf(env: EnvironmentReader): Fact {
  const succeeding = env.get('CODEBUILD_BUILD_SUCCEEDING');
  return succeeding === '1' ? 'success' : succeeding === '0' ? 'failure' : null;
}
