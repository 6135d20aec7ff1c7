import type { PastDeployment } from '../deployment/history.ts';
import type { Unreadable } from './change-source.ts';
import { graphqlProblem } from './graphql-problem.ts';
import type { Ask } from './host-client.ts';
import { type DeploymentQuestion, mostDeployments } from './host-deployments.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import { readTime } from './read-time.ts';

/** The latest deployments to an environment with the history of their statuses. */
export const deploymentQuery = `query ($owner: String!, $name: String!, $environment: String!) {
  repository(owner: $owner, name: $name) {
    deployments(environments: [$environment], first: ${mostDeployments}, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes {
        databaseId
        commitOid
        statuses(first: 20) { nodes { state createdAt logUrl } }
      }
    }
  }
}`;

/**
 * The successful deployments that GitHub has of an environment, by one request. The latest status does not tell them:
 * the next deployment makes it `inactive`. Source: GitHub docs, "REST API endpoints for deployment statuses", `auto_inactive`.
 */
export async function deploymentsOnGithub(
  ask: Ask,
  graphqlUrl: string,
  slug: string,
  { environment, before, runUrl }: DeploymentQuestion,
): Promise<readonly PastDeployment[] | Unreadable> {
  const [owner, name] = slug.split('/');
  const variables = { owner, name, environment };
  const answer = await ask({ url: graphqlUrl, body: { query: deploymentQuery, variables } });
  if ('reason' in answer) return answer;
  const nodes = at(answer.body, 'data', 'repository', 'deployments', 'nodes');
  if (!Array.isArray(nodes)) {
    const problem = graphqlProblem(answer.body, 'deployments: read');
    return { reason: problem ?? 'GitHub does not show the deployments of the repository' };
  }
  const own = runOf(runUrl);
  return nodes
    .filter((node) => own === null || !runsOf(node).includes(own))
    .flatMap(success)
    .filter(({ finishedAt }) => finishedAt < before);
}

function success(node: unknown): PastDeployment[] {
  const number = numberAt(node, 'databaseId');
  const [finishedAt] = listAt(node, 'statuses', 'nodes')
    .filter((status) => textAt(status, 'state') === 'SUCCESS')
    .flatMap((status) => readTime(textAt(status, 'createdAt')) ?? [])
    .sort();
  if (finishedAt === undefined) return [];
  return [{ identifier: `github-${number}`, sha: textAt(node, 'commitOid'), finishedAt }];
}

const runsOf = (node: unknown): (string | null)[] =>
  listAt(node, 'statuses', 'nodes').map((status) => runOf(textAt(status, 'logUrl')));

const runOf = (url: string | null): string | null =>
  /\/actions\/runs\/(\d+)/.exec(url ?? '')?.[1] ?? null;
