import type { DemoCommit, DemoPullRequest, DemoRepository } from './demo-repository.ts';

/** What the stand-in of GitHub's API is asked, and what it answers. */
export interface GithubRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface GithubAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Answers as GitHub's API would for the demo's repository, in the shapes of GitHub docs, "Compare two commits", and of
 * its GraphQL objects `Commit` and `PullRequest`: as much of them as the reporter asks for.
 */
export function answerGithub(
  repository: DemoRepository,
  { method, path, body }: GithubRequest,
): GithubAnswer {
  if (method === 'POST' && path === '/graphql') return answerQuery(repository, body);
  const compare = new RegExp(`^/repos/${repository.slug}/compare/(\\w+)\\.\\.\\.(\\w+)`).exec(path);
  const [, base = '', head = ''] = compare ?? [];
  const known = new Set(repository.commits.map(({ sha }) => sha));
  return known.has(base) && known.has(head)
    ? answerCompare(repository, base, head)
    : { status: 404, body: { message: 'Not Found' } };
}

function answerCompare({ commits }: DemoRepository, base: string, head: string): GithubAnswer {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const released = reach(bySha, base);
  const ahead = reach(bySha, head);
  const between = commits.filter(({ sha }) => ahead.has(sha) && !released.has(sha));
  return {
    status: 200,
    body: { total_commits: between.length, commits: between.map(restCommit) },
  };
}

function reach(bySha: ReadonlyMap<string, DemoCommit>, sha: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [sha];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!found.has(next)) waiting.push(...(bySha.get(next)?.parents ?? []));
    found.add(next);
  }
  return found;
}

const restCommit = ({ sha, parents, author, message, authoredAt, committedAt }: DemoCommit) => ({
  sha,
  parents: parents.map((parent) => ({ sha: parent })),
  commit: {
    author: { name: author, email: `${author}@acme.example`, date: authoredAt },
    committer: { name: author, email: `${author}@acme.example`, date: committedAt },
    message,
  },
});

/** The queries give each commit an alias; what is asked for beyond their pull requests, GitHub does not have here. */
function answerQuery({ slug, pullRequests }: DemoRepository, body: string): GithubAnswer {
  const { query } = JSON.parse(body) as { readonly query: string };
  const aliases = [...query.matchAll(/(\w+): object\(oid: "(\w+)"\)/g)].map(
    ([, alias = '', sha = '']) => {
      const nodes = pullRequests
        .filter(({ own, merge }) => [...own, merge].some((one) => one.sha === sha))
        .map((one) => pullRequestNode(one, slug));
      return [alias, { associatedPullRequests: { nodes } }] as const;
    },
  );
  const repository = { deployments: { nodes: [] }, ...Object.fromEntries(aliases) };
  return { status: 200, body: { data: { repository } } };
}

function pullRequestNode(
  { number, title, branch, labels, createdAt, mergedAt, own, merge }: DemoPullRequest,
  slug: string,
) {
  const nodes = own.map(({ sha, authoredAt }) => ({
    commit: { oid: sha, authoredDate: authoredAt },
  }));
  return {
    number,
    url: `https://github.com/${slug}/pull/${number}`,
    title,
    headRefName: branch,
    labels: { nodes: labels.map((name) => ({ name })) },
    createdAt,
    mergedAt,
    baseRepository: { nameWithOwner: slug },
    mergeCommit: { oid: merge.sha },
    commits: { nodes },
    latest: { nodes: nodes.slice(-1) },
  };
}
