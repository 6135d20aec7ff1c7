import type { RunContext } from '../deployment/run-context.ts';
import type { Host } from '../host/host.ts';
import type { ChangeSource } from '../scm/change-source.ts';
import { createGitSource } from '../scm/git.ts';
import { createGithubSource } from '../scm/github.ts';
import { fetchOverTransport } from './fetch-over-transport.ts';
import type { ReportOptionValues } from './report-options.ts';

/** The sources of changes for this run, the better first: the host's API where it can be asked, then the checkout. */
export function openChangeSources(
  context: RunContext,
  options: ReportOptionValues,
  host: Host,
): readonly ChangeSource[] {
  const checkout = createGitSource({ git: host.git, clock: host.clock, mayDeepen: options.deepen });
  const github = githubSource(context, options, host);
  return github ? [github, checkout] : [checkout];
}

/** Also where another CI deploys a repository of github.com: a token is all that it takes. */
function githubSource(
  { ci, repository: { slug, url } }: RunContext,
  { githubToken }: ReportOptionValues,
  { env, clock, secrets }: Host,
): ChangeSource | null {
  const isGithub = ci === 'github' || url?.startsWith('https://github.com/');
  if (!isGithub || !slug || !githubToken) return null;
  const fetch = fetchOverTransport({ env, secrets });
  const { GITHUB_API_URL, GITHUB_GRAPHQL_URL } = ci === 'github' ? env : {};
  return createGithubSource({
    ...{ fetch, clock, slug },
    token: githubToken,
    apiUrl: GITHUB_API_URL || 'https://api.github.com',
    graphqlUrl: GITHUB_GRAPHQL_URL || 'https://api.github.com/graphql',
  });
}
