import { packChanges } from '../deployment/entity-changes.ts';
import { builtInHotfixRules } from '../deployment/hotfix-rule.ts';
import type { PullRequestRelation } from '../deployment/pull-request-relations.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import { asPortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import { singleLine } from '../host/single-line.ts';
import type { EntityInput } from '../port/entity.ts';
import { defaultCommitLimit, type ReadLimits } from '../scm/change-source.ts';
import { earlierDeployments } from '../scm/earlier-deployments.ts';
import { type PlacedRecord, type PlacingNeeds, placeRecord } from '../scm/place-record.ts';
import { withFullPreviousSha } from './full-previous-sha.ts';
import { markRolledBack } from './mark-rolled-back.ts';
import { openCodeHost } from './open-code-host.ts';
import type { RunFacts } from './read-facts.ts';
import { type History, type HistoryNames, readHistory, unknownHistory } from './read-history.ts';
import { relationsInAccount } from './relations-in-account.ts';
import type { ReportOptionValues } from './report-options.ts';
import type { ReportPort } from './report-port.ts';

/** What the history of the deployments has to do with. */
export interface HistoryNeeds {
  readonly port: ReportPort;
  readonly host: Host;
  readonly facts: RunFacts;
  readonly options: ReportOptionValues;
  readonly names: HistoryNames;
  /** Milliseconds since the epoch at which the whole report must be over. */
  readonly deadline: number;
}

export interface WorkedOut {
  readonly records: readonly DeploymentRecord[];
  /** Deployments that these show to have failed, to be written beside them. */
  readonly marks: readonly EntityInput[];
  /** Relations to pull requests that the account has. */
  readonly relations: readonly PullRequestRelation[];
}

/** The share of the time that is left which this may take: the report itself comes first. */
const share = 0.6;

/** The share of it that waiting for one answer of the code host may take. */
const answerShare = 0.25;

const longestAnswerMs = 10_000;

/** Hosts say things in their own words; secrets in them are masked before they are cut. */
const longestLine = 400;

/** Kind, previous deployment, changes and lead time of the records; without them, and with the reason, when they cannot be had. */
export async function workOutHistory(
  records: readonly DeploymentRecord[],
  needs: HistoryNeeds,
): Promise<WorkedOut> {
  const { host, deadline } = needs;
  const now = host.clock.now();
  const limit = Math.max(0, (deadline - now) * share);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limit);
  const tooLate = new Promise<WorkedOut>((resolve) => {
    late.signal.addEventListener('abort', () =>
      resolve(without(records, 'no history: it took too long')),
    );
  });
  try {
    const limits = {
      commits: defaultCommitLimit,
      deadline: now + limit,
      signal: late.signal,
      answerWithin: Math.min(longestAnswerMs, Math.ceil(limit * answerShare)),
    };
    return await Promise.race([tooLate, placeAll(records, needs, limits)]);
  } catch (thrown) {
    const { code } = asPortDoraError(thrown);
    return without(records, `no history: it could not be worked out (${code})`);
  } finally {
    clearTimeout(timer);
  }
}

/** Without Port's own words, which may hold what it was told; if it is down, the report says more. */
function whyNotAsked(thrown: unknown): string {
  const status = (thrown as { readonly status?: unknown } | null)?.status;
  const { code } = asPortDoraError(thrown);
  return `Port did not tell the earlier deployments (${typeof status === 'number' ? status : code})`;
}

const without = (records: readonly DeploymentRecord[], leadTimeReason: string): WorkedOut => ({
  records: records.map((record) => ({ ...record, leadTimeReason })),
  marks: [],
  relations: [],
});

async function placeAll(
  records: readonly DeploymentRecord[],
  needs: HistoryNeeds,
  limits: ReadLimits,
): Promise<WorkedOut> {
  const { port, host, names } = needs;
  const history = await readHistory(port, records, names).catch((thrown: unknown) =>
    unknownHistory(whyNotAsked(thrown)),
  );
  const placing = await placingNeeds(records, history, needs, limits);
  const placed = await Promise.all(
    records.map(async (record) =>
      placeRecord(await withFullPreviousSha(record, history.pastOf(record), host.git), placing),
    ),
  );
  const inOneLine = (text: string): string => singleLine(host.secrets.redact(text), longestLine);
  for (const notice of noticesOf(placed)) host.log.info(`note: ${inOneLine(notice)}`);
  const worked = placed.map(({ record }) => ({
    ...record,
    leadTimeReason: record.leadTimeReason ? inOneLine(record.leadTimeReason) : null,
  }));
  return {
    records: worked,
    marks: placed.flatMap((one) => markOf(one, names)),
    // A Port that did not answer one question is not asked the next.
    relations:
      history.problem === null
        ? await relationsInAccount(port, worked, names, history.relations)
        : [],
  };
}

/** The lead time is that of all changes, whatever of them Port keeps. */
function keptNotice({ changes }: DeploymentRecord): string[] {
  if (!changes) return [];
  const { packed, isTruncated } = packChanges(changes);
  return isTruncated
    ? [`Port keeps the first ${packed.commits.length} of ${changes.length} changes (40 KiB)`]
    : [];
}

/** Each once; what is not so of all services of the report names those of which it is. */
function noticesOf(placed: readonly PlacedRecord[]): readonly string[] {
  const services = new Map<string, Set<string>>();
  for (const { record, notices } of placed) {
    for (const notice of [...notices, ...keptNotice(record)])
      services.set(notice, (services.get(notice) ?? new Set()).add(record.service));
  }
  return [...services].map(([notice, of]) =>
    of.size === placed.length ? notice : `${[...of].join(', ')}: ${notice}`,
  );
}

async function placingNeeds(
  records: readonly DeploymentRecord[],
  { pastOf, problem }: History,
  { facts, options, host }: HistoryNeeds,
  limits: ReadLimits,
): Promise<PlacingNeeds> {
  const { matchesName } = await import('../deployment/glob.ts');
  const { sources, deployments } = openCodeHost(facts.context, options, host, records.length > 1);
  const pathsOf = (service: string) =>
    options.service?.find(({ title }) => title === service)?.globs ?? null;
  const isWholeRepository =
    records.length === 1 && records.every(({ service }) => pathsOf(service) === null);
  const elsewhere = { source: deployments, limits, isWholeRepository };
  return {
    earlierOf: (record) => earlierDeployments(record, pastOf(record), { ...elsewhere, problem }),
    sources,
    limits,
    pathsOf,
    branch: facts.context.branch,
    hotfixRules: options.hotfixRules ?? builtInHotfixRules,
    matchesName,
    leavesOutBots: options.leaveOutBots,
  };
}

function markOf({ rolledBack, record }: PlacedRecord, names: HistoryNames): EntityInput[] {
  const mark = rolledBack && markRolledBack(rolledBack, record, names);
  return mark ? [mark] : [];
}
