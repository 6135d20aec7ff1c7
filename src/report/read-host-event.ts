import { environmentReader } from '../ci/environment-reader.ts';
import { azureTracks } from '../ci/host-tracks/azure-tracks.ts';
import { gitlabTracks } from '../ci/host-tracks/gitlab-tracks.ts';
import type { EventlessRun } from '../ci/host-tracks/host-track.ts';
import { isSafeForTokens } from '../ci/is-safe-for-tokens.ts';
import type { RunContext } from '../deployment/run-context.ts';
import type { EventReading, EventTrack } from '../deployment/tracked-event.ts';
import type { WorkflowFilter } from '../deployment/workflow-filter.ts';
import type { Host } from '../host/host.ts';
import { presentValue } from '../host/present-value.ts';
import { createAzureAnswers } from '../scm/azure-answers.ts';
import { createGitlabAnswers } from '../scm/gitlab-answers.ts';
import { type AnswerFromHost, unanswered } from '../scm/host-answers.ts';
import { fetchOverTransport } from './fetch-over-transport.ts';
import type { ReportOptionValues } from './report-options.ts';

/** The run as it was read, and the pipelines that count. */
interface HostEventNeeds {
  readonly context: RunContext;
  readonly filter: WorkflowFilter | null;
  readonly signal: AbortSignal;
}

/** The answer is worth waiting for, since without it nothing is reported; but never all of the time. */
const longestWait = 20_000;
const share = 0.4;

/**
 * The deployment that a run of GitLab or Azure Pipelines is for the track: their variables tell a part of it, and the
 * host is asked for the rest where a token is at hand.
 */
export async function readHostEvent(
  track: EventTrack,
  { context, filter, signal }: HostEventNeeds,
  options: ReportOptionValues,
  host: Host,
): Promise<EventReading> {
  const { clock, env } = host;
  const now = clock.now();
  const run: EventlessRun = {
    ...{ context, filter, now, env: environmentReader(env) },
    hasStatus: options.status !== undefined,
  };
  const isGitlab = context.ci === 'gitlab';
  const opened = (isGitlab ? gitlabTracks : azureTracks)(track, run);
  if ('kind' in opened) return opened;
  const { question, conclude } = opened;
  const answerFrom = isGitlab
    ? openGitlab(context, options, host)
    : openAzure(context, options, host);
  if ('reason' in answerFrom) return conclude(unanswered(answerFrom, false));
  const wait = Math.min(longestWait, options.timeout * 1000 * share);
  const limits = {
    commits: 0,
    deadline: now + wait,
    signal: AbortSignal.any([signal, AbortSignal.timeout(wait)]),
  };
  return conclude(await answerFrom.ask(question, limits));
}

type Opened = { readonly ask: AnswerFromHost } | { readonly reason: string };

/** Any token opens more than the one that every job has, which is enough for merge requests and releases. */
function openGitlab(
  { repository: { slug } }: RunContext,
  { gitlabToken }: ReportOptionValues,
  host: Host,
): Opened {
  const apiUrl = presentValue(host.env.CI_API_V4_URL);
  const jobToken = presentValue(host.env.CI_JOB_TOKEN);
  const value = gitlabToken ?? jobToken;
  if (!value)
    return { reason: 'there is neither gitlab-token nor CI_JOB_TOKEN to ask GitLab with' };
  if (!slug || !apiUrl || !isSafe(apiUrl))
    return { reason: 'CI_API_V4_URL is no address that a token may be sent to' };
  host.secrets.add(value);
  const token = { value, isJobToken: !gitlabToken };
  return { ask: createGitlabAnswers({ ...clientOf(host), token, apiUrl, path: slug }) };
}

function openAzure(
  { repository: { name, url } }: RunContext,
  { azureToken }: ReportOptionValues,
  host: Host,
): Opened {
  const collectionUrl = presentValue(host.env.SYSTEM_COLLECTIONURI);
  const project = presentValue(host.env.SYSTEM_TEAMPROJECT);
  if (!azureToken) return { reason: 'there is no SYSTEM_ACCESSTOKEN to ask Azure DevOps with' };
  if (!collectionUrl || !project || !isSafe(collectionUrl))
    return { reason: 'SYSTEM_COLLECTIONURI is no address that a token may be sent to' };
  // A personal token is one word; what the pipeline itself gets is a signed token of three parts.
  const kind = azureToken.split('.').length === 3 ? 'bearer' : 'personal';
  if (kind === 'personal') host.secrets.add(Buffer.from(`:${azureToken}`).toString('base64'));
  return {
    ask: createAzureAnswers({
      ...clientOf(host),
      token: { value: azureToken, kind },
      ...{ collectionUrl, project },
      repository: presentValue(host.env.BUILD_REPOSITORY_ID) ?? name ?? '',
      webUrl: url ?? '',
    }),
  };
}

const clientOf = ({ env, clock, secrets }: Host) => ({
  fetch: fetchOverTransport({ env, secrets }),
  clock,
});

const isSafe = (address: string): boolean =>
  URL.canParse(address) && isSafeForTokens(new URL(address));
