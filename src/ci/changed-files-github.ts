import type { Environment } from '../host/host.ts';
import type { ChangedFiles, ChangeRange } from './changed-files.ts';
import { environmentReader } from './environment-reader.ts';
import type { FetchLike } from './fetch-like.ts';
import { isSafeForTokens } from './is-safe-for-tokens.ts';
import { type Payload, payloadOf } from './payload.ts';

/** The comparison lists no more files than this. Source: GitHub docs, "REST API endpoints for commits", Compare two commits. */
const mostFiles = 300;

interface Access {
  readonly env: Environment;
  readonly fetch: FetchLike;
  readonly token: string | null;
  /** `owner/name` */
  readonly slug: string | null;
  readonly signal?: AbortSignal;
}

/** The changed files from GitHub's comparison of the two commits; needs `permissions: contents: read`. */
export async function changedFilesFromGithub(
  access: Access,
  range: ChangeRange,
): Promise<ChangedFiles> {
  if ('reason' in range) return range;
  const address = compareAddress(access, range);
  if (address === null)
    return { reason: 'the address of the repository in the GitHub API is not known' };
  try {
    const answer = await access.fetch(address, {
      headers: requestHeaders(access.token),
      ...(access.signal === undefined ? {} : { signal: access.signal }),
    });
    if (answer.status !== 200)
      return { reason: `GitHub answered the comparison with ${answer.status}` };
    return filesOf(payloadOf(JSON.parse(await answer.text())));
  } catch {
    return { reason: 'GitHub could not be asked for the comparison' };
  }
}

function compareAddress(
  { env, slug }: Access,
  { base, head }: { base: string; head: string },
): string | null {
  const reader = environmentReader(env);
  const api = reader.baseUrl('GITHUB_API_URL');
  if (api === null || !isSafeForTokens(new URL(api))) return null;
  return reader.join([api, 'repos', slug, `compare/${base}...${head}`], '/');
}

function requestHeaders(token: string | null): Record<string, string> {
  return {
    accept: 'application/vnd.github+json',
    'user-agent': 'port-dora-action',
    'x-github-api-version': '2022-11-28',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}

function filesOf(comparison: Payload | null): ChangedFiles {
  const status = comparison?.text('status');
  if (comparison === null || (status !== 'ahead' && status !== 'identical')) {
    // The comparison starts at the common ancestor, so it misses what a rewritten history took away.
    return { reason: 'the commit before is not an ancestor of the commit after' };
  }
  const files = comparison.list('files');
  if (files === null) return { reason: 'GitHub answered the comparison without files' };
  if (files.length >= mostFiles)
    return { reason: `more files changed than GitHub lists (${mostFiles})` };
  const names = files.flatMap((file) => [file.text('previous_filename'), file.text('filename')]);
  return { files: [...new Set(names.filter((name) => name !== null))] };
}
