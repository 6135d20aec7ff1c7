/** What every list asks of the repository: a page of 100 behind a cursor. */
const page = 'first: 100, after: $after';

const inRepository = (selection: string): string =>
  `query ($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    ${selection}
  }
}`;

const end = 'pageInfo { hasNextPage endCursor }';

/** Merged pull requests; the search by update is the only one that can be stopped at a time. */
export const pullRequestsQuery =
  inRepository(`pullRequests(states: [MERGED], orderBy: {field: UPDATED_AT, direction: DESC}, ${page}) {
      nodes { number url mergedAt updatedAt baseRefName mergeCommit { oid } mergedBy { __typename login } }
      ${end}
    }`);

export const releasesQuery =
  inRepository(`releases(orderBy: {field: CREATED_AT, direction: DESC}, ${page}) {
      nodes { databaseId tagName isDraft isPrerelease publishedAt createdAt url tagCommit { oid } author { login } }
      ${end}
    }`);

export const tagsQuery =
  inRepository(`refs(refPrefix: "refs/tags/", orderBy: {field: TAG_COMMIT_DATE, direction: DESC}, ${page}) {
      nodes {
        name
        target {
          oid
          ... on Commit { committedDate }
          ... on Tag { tagger { date } target { oid ... on Commit { committedDate } } }
        }
      }
      ${end}
    }`);

const statusFields = 'nodes { state createdAt environment logUrl }';

const deploymentFields = `
        id databaseId createdAt environment originalEnvironment commitOid
        ref { name prefix }
        creator { __typename login }
        statuses(first: 20) { ${statusFields} ${end} }`;

const deployments = (fields: string): string =>
  inRepository(`deployments(orderBy: {field: CREATED_AT, direction: DESC}, ${page}) {
      nodes {${fields}
      }
      ${end}
    }`);

/** With 20 statuses each, a page is far below the limit of 500,000 nodes; few deployments have more. */
export const deploymentsQuery = deployments(deploymentFields);

/** With the workflow files as they were at the commit of each deployment, so that only those that differ are read. */
export const jobDeploymentsQuery = deployments(`${deploymentFields}
        commit {
          workflows: file(path: ".github/workflows") {
            object { ... on Tree { entries { name oid } } }
          }
        }`);

/** The statuses of one deployment behind those that its list told. */
export const statusesQuery = `query ($id: ID!, $after: String) {
  node(id: $id) {
    ... on Deployment { statuses(${page}) { ${statusFields} ${end} } }
  }
}`;
