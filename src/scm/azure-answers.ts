import type { HostAnswer, HostQuestion } from '../deployment/host-facts.ts';
import type { Clock } from '../host/host.ts';
import {
  attemptOf,
  azurePullRequest,
  azureRun,
  azureRunEnd,
  isTimeline,
} from './azure-host-facts.ts';
import { type AzureRepository, azureAddress, azureAuthorization } from './azure-repos.ts';
import { type AnswerFromHost, unanswered } from './host-answers.ts';
import { type Ask, createHostClient, type Refusal } from './host-client.ts';
import { listAt } from './json.ts';

type About<Kind extends HostQuestion['about']> = Extract<HostQuestion, { readonly about: Kind }>;

/** Azure DevOps Server 2020 and everything newer know it. Source: Microsoft Learn, "REST API versioning for Azure DevOps". */
const buildVersion = 'api-version=6.0';

/** Answers from Azure DevOps: one request for a pull request or the run at hand, two for a run of another pipeline. */
export function createAzureAnswers(
  azure: AzureRepository & { readonly clock: Clock },
): AnswerFromHost {
  const { fetch, clock, token } = azure;
  const access = {
    name: 'Azure DevOps',
    ...{ fetch, clock },
    permission: 'Code (Read) and Build (Read), as System.AccessToken has them for its own project',
    headers: {
      accept: 'application/json',
      'user-agent': 'port-dora-action',
      ...azureAuthorization(token),
    },
  };
  return async (question, limits) => {
    const answer = await answerTo(createHostClient(access, limits), azure, question);
    return 'reason' in answer ? unanswered(answer) : answer;
  };
}

async function answerTo(
  ask: Ask,
  azure: AzureRepository,
  question: HostQuestion,
): Promise<HostAnswer | Refusal> {
  switch (question.about) {
    case 'pull-request':
      return pullRequest(ask, azure, question);
    case 'run':
      return question.job === null ? otherRun(ask, azure, question) : ownRun(ask, azure, question);
    case 'release':
      return { status: 0, reason: 'Azure Repos has no releases' };
  }
}

/** Source: Microsoft Learn, "Pull Request Query - Get": the pull requests whose completion made a commit, by commit. */
async function pullRequest(
  ask: Ask,
  azure: AzureRepository,
  { sha, branch }: About<'pull-request'>,
): Promise<HostAnswer | Refusal> {
  const { repository, version } = azureAddress(azure);
  const answer = await ask({
    url: `${repository}/pullrequestquery?${version}`,
    body: { queries: [{ type: 'lastMergeCommit', items: [sha] }] },
  });
  if ('reason' in answer) return answer;
  const [found = null] = listAt(answer.body, 'results', 0, sha)
    .flatMap((one) => azurePullRequest(one, azure.webUrl.replace(/\/+$/, '')) ?? [])
    .filter(({ state, targetBranch }) => state === 'merged' && targetBranch === branch);
  return { about: 'pull-request', found: found && { ...found, sha } };
}

/** From inside of it the run is always in progress, so its stages are looked at. */
async function ownRun(
  ask: Ask,
  azure: AzureRepository,
  { id, job }: About<'run'>,
): Promise<HostAnswer | Refusal> {
  const timeline = await ask({
    url: `${buildUrl(azure, azure.project, id)}/timeline?${buildVersion}`,
  });
  if ('reason' in timeline) return timeline;
  if (!isTimeline(timeline.body)) return { status: 200, reason: `run ${id} has no timeline` };
  const end = azureRunEnd(timeline.body, job ?? { id: null, stage: null });
  return { about: 'run', found: { ...toldByVariables, id, ...end } };
}

async function otherRun(
  ask: Ask,
  azure: AzureRepository,
  { id, project }: About<'run'>,
): Promise<HostAnswer | Refusal> {
  const url = buildUrl(azure, project ?? azure.project, id);
  const [build, timeline] = await Promise.all([
    ask({ url: `${url}?${buildVersion}` }),
    ask({ url: `${url}/timeline?${buildVersion}` }),
  ]);
  if ('reason' in build) return build;
  const attempt = 'reason' in timeline ? null : attemptOf(timeline.body);
  return { about: 'run', found: azureRun(build.body, attempt) };
}

const buildUrl = ({ collectionUrl }: AzureRepository, project: string, id: string): string =>
  `${collectionUrl.replace(/\/+$/, '')}/${encodeURIComponent(project)}/_apis/build/builds/${encodeURIComponent(id)}`;

/** What the job that asks knows of its own run. */
const toldByVariables = { name: null, sha: null, branch: null, tag: null, url: null, actor: null };
