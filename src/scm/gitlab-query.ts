/**
 * A page of the merge requests that were merged since a time, the latest first, with their own commits.
 * Each page has 100, and its complexity is far below the 200 of a query without a token.
 * Source: GitLab docs, "GraphQL API resources" (`Project.mergeRequests`, `MergeRequest`) and "GraphQL API", Limits.
 */
export const mergeRequestQuery = `query ($path: ID!, $since: Time!, $after: String) {
  project(fullPath: $path) {
    mergeRequests(state: merged, mergedAfter: $since, sort: MERGED_AT_DESC, first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        iid
        title
        webUrl
        sourceBranch
        labels(first: 20) { nodes { title } }
        createdAt
        mergedAt
        mergeCommitSha
        squash
        commitsWithoutMergeCommits(first: 100) { nodes { sha authoredDate } }
        oldest: commitsWithoutMergeCommits(last: 1) { nodes { sha authoredDate } }
      }
    }
  }
}`;
