import type { Payload } from './payload.ts';

/** Whether the pull request of the event comes from another repository; a fork that was deleted meanwhile still counts. */
export function isForkPullRequest(payload: Payload | null): boolean {
  return payload !== null && differs(payload, 'pull_request.head.repo', 'pull_request.base.repo');
}

/** Whether the run that ended was for a commit of another repository. */
export function isForkRun(payload: Payload): boolean {
  return differs(payload, 'workflow_run.head_repository', 'workflow_run.repository');
}

/** The name under which a fork's branch stands, so that its `main` never passes for the default branch. */
export function forkBranch(owner: string | null, branch: string | null): string | null {
  return branch === null ? null : `${owner ?? 'unknown'}:${branch}`;
}

/** GitHub says `null` for a repository that was deleted. */
function differs(payload: Payload, headPath: string, basePath: string): boolean {
  if (payload.isNull(headPath)) return true;
  const head = payload.text(`${headPath}.full_name`);
  const base = payload.text(`${basePath}.full_name`) ?? payload.text('repository.full_name');
  return head !== null && head.toLowerCase() !== base?.toLowerCase();
}
