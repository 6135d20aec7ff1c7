import { type ChangedFiles, changeRange } from '../ci/changed-files.ts';
import { changedFilesFromGit } from '../ci/changed-files-git.ts';
import { changedFilesFromGithub } from '../ci/changed-files-github.ts';
import type { CiReading } from '../ci/read-run-context.ts';
import type { RunContext } from '../deployment/run-context.ts';
import type { Host } from '../host/host.ts';
import type { FactSources } from './fact-sources.ts';
import type { ReportOptionValues } from './report-options.ts';

/** The changed files from the checkout, else from the host's API; or why they are not known. */
export async function readChangedFiles(
  { env, git, log }: Host,
  { event }: CiReading,
  { repository, sha }: RunContext,
  { previousSha, githubToken }: ReportOptionValues,
  { fetch, signal }: FactSources,
): Promise<ChangedFiles> {
  const range = previousSha && sha ? { base: previousSha, head: sha } : changeRange(event);
  const local = await changedFilesFromGit(git, range);
  if ('files' in local) return local;
  log.debug(`changed files: ${local.reason}`);
  const access = { env, fetch, token: githubToken ?? null, slug: repository.slug, signal };
  const remote = await changedFilesFromGithub(access, range);
  if ('files' in remote || remote.reason === local.reason) return remote;
  return { reason: `${local.reason}; ${remote.reason}` };
}
