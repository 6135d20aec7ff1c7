import { forkBranch, isForkPullRequest } from './github-fork.ts';
import { runBranch, runPullRequest, runTag } from './github-workflow-run.ts';
import type { Payload } from './payload.ts';
import type { CiEvent, Fact, ProviderFacts } from './provider.ts';
import { refNames } from './ref-names.ts';

/** What the variables say about the ref and the commit, before the event is looked at. */
interface GithubRefs {
  readonly ref: Fact;
  readonly sha: Fact;
  /** Only for pull requests. */
  readonly headRef: Fact;
  readonly baseRef: Fact;
}

type EventFacts = Pick<ProviderFacts, 'branch' | 'tag' | 'sha' | 'pullRequest' | 'environment'>;

/** Which ref, commit and pull request the run is about; for several events that is not what the variables say. */
export function githubEventFacts({ name, payload }: CiEvent, refs: GithubRefs): EventFacts {
  switch (name ?? '') {
    case 'workflow_run':
      return workflowRunFacts(payload);
    case 'release':
      return {
        ...refFacts(refs),
        tag: payload?.text('release.tag_name') ?? refNames(refs.ref, null).tag,
      };
    case 'deployment':
    case 'deployment_status':
      return deploymentFacts(payload, refs);
    case 'pull_request_target':
      return pullRequestTargetFacts(payload, refs);
    default:
      return payload?.has('pull_request') ||
        pullRequestOfRef(refs.ref) !== null ||
        refs.headRef !== null
        ? pullRequestFacts(payload, refs)
        : refFacts(refs);
  }
}

function refFacts({ ref, sha }: GithubRefs): EventFacts {
  const { branch, tag } = refNames(ref, null);
  return { branch, tag, sha, pullRequest: mergeQueueEntry(branch) };
}

/** `refs/pull/12/merge` → `12`. */
function pullRequestOfRef(ref: Fact): string | null {
  return /^refs\/pull\/(\d+)\//.exec(ref ?? '')?.[1] ?? null;
}

/** The merge queue's branch names the pull request: `gh-readonly-queue/main/pr-104-<sha>`. Source: GitHub docs, "Managing a merge queue". */
function mergeQueueEntry(branch: string | null): NonNullable<ProviderFacts['pullRequest']> | null {
  const match = /^gh-readonly-queue\/(.+)\/pr-(\d+)-[0-9a-f]{7,64}$/.exec(branch ?? '');
  return match ? { number: match[2] ?? null, targetBranch: match[1] ?? null } : null;
}

/**
 * A pull request that was merged counts as its base branch, where its commit is; any other as its head branch.
 * Source: GitHub docs, "Contexts reference" (`github.ref`): after the merge the ref is the base branch.
 */
function pullRequestFacts(payload: Payload | null, refs: GithubRefs): EventFacts {
  const number =
    payload?.id('pull_request.number') ?? payload?.id('number') ?? pullRequestOfRef(refs.ref);
  const target = payload?.text('pull_request.base.ref') ?? refs.baseRef;
  const merged =
    payload?.isTrue('pull_request.merged') ?? refs.ref?.startsWith('refs/heads/') ?? false;
  const event =
    payload?.text(merged ? 'pull_request.merge_commit_sha' : 'pull_request.head.sha') ?? null;
  return {
    branch: merged ? (target ?? refNames(refs.ref, null).branch) : headBranch(payload, refs),
    sha: refs.sha ?? event,
    pullRequest: { number, targetBranch: target },
  };
}

function headBranch(payload: Payload | null, refs: GithubRefs): Fact {
  const branch = payload?.text('pull_request.head.ref') ?? refs.headRef;
  if (isForkPullRequest(payload)) {
    const owner =
      payload?.text('pull_request.head.repo.owner.login') ??
      payload?.text('pull_request.head.user.login');
    return forkBranch(owner ?? null, branch);
  }
  // Without the event nobody can tell a fork; a branch cannot be merged into itself, so this one is a fork's.
  return payload === null && branch === refs.baseRef ? null : branch;
}

/**
 * Its variables name the default branch and its last commit, which is not the pull request.
 * Source: GitHub changelog 2025-11-07, "Actions pull_request_target and environment branch protections changes".
 */
function pullRequestTargetFacts(payload: Payload | null, refs: GithubRefs): EventFacts {
  const withoutVariables = { ...refs, ref: null, sha: null };
  return pullRequestFacts(payload, withoutVariables);
}

/** The run itself stands on the default branch; what was deployed is the run that ended. */
function workflowRunFacts(payload: Payload | null): EventFacts {
  if (payload === null) return {};
  const branch = runBranch(payload);
  return {
    branch,
    tag: runTag(payload),
    sha: payload.text('workflow_run.head_sha'),
    pullRequest: runPullRequest(payload) ?? mergeQueueEntry(branch),
  };
}

function deploymentFacts(payload: Payload | null, refs: GithubRefs): EventFacts {
  const { branch, tag } = refNames(refs.ref, null);
  const ref = payload?.text('deployment.ref') ?? null;
  // The variable says which of both the ref is; it is empty when GitHub deploys a commit.
  const names = branch !== null || tag !== null ? { branch, tag } : namesByShape(ref);
  return {
    ...names,
    sha: payload?.text('deployment.sha') ?? refs.sha,
    environment: deploymentEnvironment(payload),
  };
}

/** A status may have been given for another environment than the deployment was made for, so its own name counts first. */
export function deploymentEnvironment(payload: Payload | null): string | null {
  return (
    payload?.text('deployment_status.environment') ??
    payload?.text('deployment.environment') ??
    null
  );
}

/** A deployment's ref is a branch, a tag or a commit, and the event does not say which; a version is taken for a tag. */
function namesByShape(ref: string | null): { readonly branch: Fact; readonly tag: Fact } {
  if (ref === null || /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(ref))
    return { branch: null, tag: null };
  if (ref.startsWith('refs/')) return refNames(ref, null);
  return /^v?\d+\.\d+(?:\.\d+)?(?:[-+.][\w.+-]+)?$/i.test(ref)
    ? { branch: null, tag: ref }
    : { branch: ref, tag: null };
}
