import { listAt, numberAt, textAt } from '../../scm/json.ts';
import type { DeploymentQuery, HostRepository, ListingProblem } from '../deployment-host.ts';
import type { GithubLists } from './github-lists.ts';
import { encodedPath } from './github-repositories.ts';
import { listingProblem } from './listing-problem.ts';
import { restPages } from './pages.ts';

/** One list of runs tells at most so many, however many pages are read. Source: GitHub docs, "REST API endpoints for workflow runs". */
const mostOfList = 1000;

/**
 * The finished workflow runs of a repository, each attempt for itself. A list that is cut short is asked for again up to
 * the oldest run that it told. Source: GitHub docs, "REST API endpoints for workflow runs": `created`, `status`.
 */
export async function* githubRuns(
  { ask, apiUrl }: Pick<GithubLists, 'ask' | 'apiUrl'>,
  repository: HostRepository,
  { since, until }: DeploymentQuery,
): AsyncGenerator<Record<string, unknown> | ListingProblem> {
  const runsUrl = `${apiUrl}/repos/${encodedPath(repository.slug)}/actions/runs`;
  const seen = new Set<number>();
  let upTo: string | null = until;
  for (;;) {
    const created = createdFilter(since, upTo);
    const url = `${runsUrl}?status=completed&per_page=100${created}`;
    let [count, oldest]: [number, string | null] = [0, null];
    for await (const page of restPages(ask, url, (body) => listAt(body, 'workflow_runs'))) {
      if ('reason' in page) return yield listingProblem(page, repository.slug);
      count += page.length;
      for (const run of page) {
        const id = numberAt(run, 'id');
        oldest = textAt(run, 'created_at') ?? oldest;
        if (id === null || seen.has(id)) continue;
        seen.add(id);
        yield* attemptsOf(run as Record<string, unknown>, id);
      }
    }
    if (count < mostOfList || oldest === null || oldest === upTo) return;
    upTo = oldest;
  }

  /** The list tells the last attempt; those before it were deployments too. */
  async function* attemptsOf(
    run: Record<string, unknown>,
    id: number,
  ): AsyncGenerator<Record<string, unknown> | ListingProblem> {
    yield run;
    for (let attempt = (numberAt(run, 'run_attempt') ?? 1) - 1; attempt >= 1; attempt--) {
      const answer = await ask({ url: `${runsUrl}/${id}/attempts/${attempt}` });
      if ('reason' in answer) yield listingProblem(answer, repository.slug);
      else yield answer.body as Record<string, unknown>;
    }
  }
}

function createdFilter(since: string | null, until: string | null): string {
  if (since === null && until === null) return '';
  const range =
    since === null ? `<=${until}` : until === null ? `>=${since}` : `${since}..${until}`;
  return `&created=${encodeURIComponent(range)}`;
}
