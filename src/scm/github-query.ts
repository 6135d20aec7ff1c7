/**
 * Pull requests asked for per commit: a commit has more than one when a long-lived branch carried it on.
 * With 100 commits and 100 commits of each pull request this is far from the 500,000 nodes, and costs 13 points of the
 * 1,000 an hour of a workflow's token. Source: GitHub docs, "Rate limits and query limits for the GraphQL API".
 */
const pullRequestsPerCommit = 4;

/** One query for the pull requests of up to 100 commits: `c0`, `c1`, … in their order. Hashes only, so nothing to escape. */
export function pullRequestQuery(shas: readonly string[]): string {
  const commits = shas.map((sha, index) => `c${index}: object(oid: "${sha}") { ...origin }`);
  return `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${commits.join('\n    ')}
  }
}
fragment origin on Commit {
  associatedPullRequests(first: ${pullRequestsPerCommit}, orderBy: {field: CREATED_AT, direction: ASC}) {
    nodes {
      number
      url
      title
      headRefName
      labels(first: 20) { nodes { name } }
      createdAt
      mergedAt
      baseRepository { nameWithOwner }
      mergeCommit { oid }
      commits(first: 100) { nodes { commit { oid authoredDate } } }
      latest: commits(last: 1) { nodes { commit { oid authoredDate } } }
    }
  }
}`;
}
