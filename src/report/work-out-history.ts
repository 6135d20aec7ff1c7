import { builtInHotfixRules } from '../deployment/hotfix-rule.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import { asPortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { EntityInput } from '../port/entity.ts';
import { defaultCommitLimit } from '../scm/change-source.ts';
import { markRolledBack } from './mark-rolled-back.ts';
import { openChangeSources } from './open-change-sources.ts';
import { type PlacingNeeds, placeRecord } from './place-records.ts';
import type { RunFacts } from './read-facts.ts';
import { type HistoryNames, readHistory } from './read-history.ts';
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
}

/** The share of the time that is left which this may take: the report itself comes first. */
const share = 0.6;

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
    return await Promise.race([tooLate, placeAll(records, needs, now + limit, late.signal)]);
  } catch (thrown) {
    return without(records, `no history: ${asPortDoraError(thrown).message}`);
  } finally {
    clearTimeout(timer);
  }
}

const without = (records: readonly DeploymentRecord[], leadTimeReason: string): WorkedOut => ({
  records: records.map((record) => ({ ...record, leadTimeReason })),
  marks: [],
});

async function placeAll(
  records: readonly DeploymentRecord[],
  { port, host, facts, options, names }: HistoryNeeds,
  deadline: number,
  signal: AbortSignal,
): Promise<WorkedOut> {
  const pastOf = await readHistory(port, records, names, host.clock);
  const { matchesName } = await import('../deployment/glob.ts');
  const needs: PlacingNeeds = {
    pastOf,
    sources: openChangeSources(facts.context, options, host),
    limits: { commits: defaultCommitLimit, deadline, signal },
    pathsOf: (service) => options.service?.find(({ title }) => title === service)?.globs ?? null,
    branch: facts.context.branch,
    labels: [],
    hotfixRules: options.hotfixRules ?? builtInHotfixRules,
    matchesName,
    leavesOutBots: options.leaveOutBots,
  };
  const placed = await Promise.all(records.map((record) => placeRecord(record, needs)));
  for (const notice of placed.flatMap(({ notices }) => notices)) host.log.info(`note: ${notice}`);
  return {
    records: placed.map(({ record }) => record),
    marks: placed.flatMap(({ record, rolledBack }) =>
      rolledBack ? [markRolledBack(rolledBack, record, names)] : [],
    ),
  };
}
