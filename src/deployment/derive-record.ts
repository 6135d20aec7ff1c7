import { buildRecord } from './build-record.ts';
import {
  type DeploymentFacts,
  type Derivation,
  missingFact,
  type NotReported,
  nothingToReport,
  refusedOption,
} from './derivation.ts';
import { isNamelessRun } from './derive-identifier.ts';
import { deriveStatus } from './derive-status.ts';
import { deriveTimes } from './derive-times.ts';
import {
  deriveEnvironment,
  type EnvironmentReading,
  type NameMatcher,
} from './environment-rules.ts';
import type { Sha256 } from './identifier.ts';
import type { RunContext } from './run-context.ts';
import { serviceTitles } from './service-titles.ts';
import { parseTime } from './time.ts';
import type { EventReading, TrackedEvent } from './tracked-event.ts';

/** What takes long to load, handed in so that a report without it starts at once. */
export interface DerivationTools {
  readonly sha256: Sha256;
  /** Called only when there are environment rules. */
  readonly matchesName: NameMatcher;
}

/**
 * The deployment records of a run, one for each service, or why there is none. Facts win in the order option, event, CI;
 * nothing that decides a metric (outcome, environment) is guessed. Lead time and kind are worked out later.
 */
export function deriveRecords(facts: DeploymentFacts, tools: DerivationTools): Derivation {
  const { event: reading, settings, context } = facts;
  if (reading !== null && reading.kind !== 'deployment')
    return { notReported: withoutEvent(reading) };
  const event = reading?.event ?? null;
  const outcome = deriveStatus({
    option: settings.status,
    event: event?.status ?? null,
    job: context.status,
    countCancelled: settings.countCancelled ?? false,
  });
  if ('notReported' in outcome) return outcome;
  const services = serviceTitles(facts);
  if ('notReported' in services) return services;
  const environment = environmentOf(facts, event, tools.matchesName);
  if ('unknown' in environment) {
    const { reason, hint } = environment;
    return { notReported: missingFact('CI_ENVIRONMENT_UNKNOWN', reason, hint) };
  }
  const times = deriveTimes(timeFacts(facts, event));
  if ('notReported' in times) return times;
  const { titles } = services;
  const shared = { facts, event, services: titles, status: outcome.status, environment, times };
  const records = titles.map((service) => buildRecord(service, shared, tools.sha256));
  const isNameless = event === null && settings.identifier === undefined && isNamelessRun(context);
  const notices = [...(event?.notes ?? []), ...times.notices];
  return { records, notices: isNameless ? [...notices, namelessNotice] : notices };
}

function withoutEvent(reading: Exclude<EventReading, { kind: 'deployment' }>): NotReported {
  switch (reading.kind) {
    case 'not-a-deployment':
      return nothingToReport(reading.reason);
    case 'wrong-event':
      return refusedOption('CI_EVENT', reading.reason, reading.hint);
    case 'unknown':
      return missingFact('CI_FACT_MISSING', reading.reason, reading.hint);
  }
}

const namelessNotice =
  'the CI does not tell the id of this run, so its time stands for it: set `run-id`, or reporting the run again makes a second deployment';

/**
 * The branch of an open pull request is not released; after its merge the run is on the target branch. Some CIs tell a
 * number for every branch that has a pull request, and no target: then the branch itself decides.
 */
const isOpenPullRequest = ({ pullRequest, branch }: RunContext): boolean =>
  pullRequest !== null && pullRequest.targetBranch !== null && branch !== pullRequest.targetBranch;

/** The run of an event may stand on another branch than the deployment, so the event's refs are all that counts. */
function environmentOf(
  { settings, context }: DeploymentFacts,
  event: TrackedEvent | null,
  matchesName: NameMatcher,
): EnvironmentReading {
  const facts = {
    input: settings.environment ?? null,
    event: event?.environment ?? null,
    ci: context.environment,
    tag: (event ?? context).tag,
    branch: (event ?? context).branch,
    defaultBranch: context.repository.defaultBranch,
    isPullRequest: event === null ? isOpenPullRequest(context) : (event.isUnmerged ?? false),
    isPrerelease: event?.prerelease ?? false,
  };
  return deriveEnvironment(facts, settings.environmentRules ?? [], matchesName);
}

function timeFacts(
  { settings, context, startedAt, now }: DeploymentFacts,
  event: TrackedEvent | null,
) {
  return {
    option: {
      createdAt: canonical(settings.createdAt),
      finishedAt: canonical(settings.finishedAt),
    },
    event: { createdAt: event?.createdAt ?? null, finishedAt: event?.finishedAt ?? null },
    startedAt,
    jobCreatedAt: context.createdAt,
    now,
  };
}

/** Options were checked when they were read, so this only brings them into the one form that compares as text. */
function canonical(text: string | undefined): string | null {
  const time = text === undefined ? null : parseTime(text);
  return time !== null && 'value' in time ? time.value : null;
}
