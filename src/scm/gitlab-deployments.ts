import type { PastDeployment } from '../deployment/history.ts';
import type { Unreadable } from './change-source.ts';
import type { Ask } from './host-client.ts';
import { type DeploymentQuestion, mostDeployments } from './host-deployments.ts';
import { listAt, numberAt, textAt } from './json.ts';
import { readTime } from './read-time.ts';

/**
 * The successful deployments that GitLab has of an environment, by one request.
 * Source: GitLab docs, "Deployments API", List project deployments: `finished_before` needs `order_by=finished_at` and
 * `status=success`.
 */
export async function deploymentsOnGitlab(
  ask: Ask,
  project: string,
  { environment, before, runUrl }: DeploymentQuestion,
): Promise<readonly PastDeployment[] | Unreadable> {
  const query = new URLSearchParams({
    environment,
    status: 'success',
    order_by: 'finished_at',
    sort: 'desc',
    finished_before: before,
    per_page: String(mostDeployments),
  });
  const answer = await ask({ url: `${project}/deployments?${query}` });
  if ('reason' in answer) return answer;
  const own = /\/pipelines\/(\d+)/.exec(runUrl ?? '')?.[1] ?? null;
  return listAt(answer.body)
    .filter((one) => own === null || numberAt(one, 'deployable', 'pipeline', 'id') !== Number(own))
    .flatMap(success)
    .filter(({ finishedAt }) => finishedAt < before);
}

function success(one: unknown): PastDeployment[] {
  const finishedAt =
    readTime(textAt(one, 'deployable', 'finished_at')) ?? readTime(textAt(one, 'updated_at'));
  if (textAt(one, 'status') !== 'success' || finishedAt === null) return [];
  const identifier = `gitlab-${numberAt(one, 'id')}`;
  return [{ identifier, sha: textAt(one, 'sha'), finishedAt }];
}
