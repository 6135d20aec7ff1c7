import { isSafeForTokens } from '../../ci/is-safe-for-tokens.ts';
import type { RunContext } from '../../deployment/run-context.ts';
import type { Clock, Environment } from '../../host/host.ts';
import type { FetchLike } from '../../scm/fetch-like.ts';
import { createHostClient } from '../../scm/host-client.ts';
import type { CodeHostFacts } from '../facts.ts';

interface CodeHostNeeds {
  readonly context: RunContext;
  readonly token: string;
  readonly env: Environment;
  readonly fetch: FetchLike;
  readonly clock: Clock;
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/**
 * Asks GitHub for one commit and one pull request, as a report does for many. The token goes to the host of the runner only.
 * Source: GitHub docs, "REST API endpoints for commits" and "... for pull requests".
 */
export async function readCodeHost(needs: CodeHostNeeds): Promise<CodeHostFacts> {
  const { context, token, env, fetch, clock, deadline, signal } = needs;
  const api = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  if (!URL.canParse(api) || !isSafeForTokens(new URL(api))) {
    return { refusals: ['GITHUB_API_URL is no https address, so the token is not sent to it'] };
  }
  const headers = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    authorization: `Bearer ${token}`,
    'user-agent': 'port-dora-action',
  };
  const slug = (context.repository.slug ?? '').split('/').map(encodeURIComponent).join('/');
  const ask = (permission: string, path: string) =>
    createHostClient(
      { name: 'GitHub', fetch, clock, headers, permission },
      { commits: 1, deadline, signal, answerWithin: 10_000 },
    )({ url: `${api}/repos/${slug}/${path}` });
  const answers = await Promise.all([
    ask('`contents: read`', 'commits?per_page=1'),
    ask('`pull-requests: read`', 'pulls?per_page=1&state=closed'),
  ]);
  return { refusals: answers.flatMap((one) => ('reason' in one ? [one.reason] : [])) };
}
