import type { BackfillOptionValues } from '../../backfill/backfill-needs.ts';
import { checkBackfillOptions } from '../../backfill/check-options.ts';
import { fileRecords } from '../../backfill/files/file-records.ts';
import type { HostChoice } from '../../backfill/hosts/host-choice.ts';
import { openHost } from '../../backfill/hosts/open-host.ts';
import {
  isWell,
  renderLeftOut,
  renderOutcome,
  renderPlan,
} from '../../backfill/render-backfill.ts';
import { type BackfillOutcome, runBackfill } from '../../backfill/run-backfill.ts';
import { matchesName } from '../../deployment/glob.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import { backfillOptions } from '../../options/backfill-options.ts';
import type { OptionProblem } from '../../options/option-problem.ts';
import type { ReadOptions } from '../../options/read-options.ts';
import { defaultCommitLimit } from '../../scm/change-source.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { hostFetch } from '../host-fetch.ts';
import { importFiles, openRecordFile } from '../import-files.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { openPort } from '../open-port.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { openProgress } from '../progress.ts';
import { readCommandOptions } from '../read-command-options.ts';
import { askToGoOn } from '../setup/ask-choices.ts';

type Options = ReadOptions<typeof backfillOptions>;

/** A wrong value reads as one that nobody gave, so what is missing is told when nothing is wrong. */
const judged = ({ values, problems }: Options): readonly OptionProblem[] =>
  checkBackfillOptions(values).filter(
    ({ code }) => problems.length === 0 || code !== 'OPTION_MISSING',
  );

/** Brings deployments of the past into Port: the same records that live reports would have made. */
export async function run({ flags }: CommandInput): Promise<number> {
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson ? 'stderr' : 'stdout');
  const options = await readCommandOptions(backfillOptions, flags, host, judged);
  const { values } = options;
  if (values.from === 'file') return importFile(options, host, isJson);
  if (!values.yes && !values.dryRun && !values.out) {
    const ended = await agree(options, host);
    if (ended !== null) return ended;
  }
  const outcome = await work(options, host, values.dryRun || values.out ? 'nothing' : 'write');
  if (isJson) printJson(documentOf(outcome), host);
  else for (const line of renderOutcome(outcome, values)) host.log.info(line);
  return isWell(outcome) ? exitCodes.done : exitCodes.failed;
}

/** Records of a file are as they stand: there is nothing to ask a host. */
async function importFile(
  { values, names }: Options,
  host: Host,
  isJson: boolean,
): Promise<number> {
  const isSent = !values.dryRun;
  const file = openRecordFile(values.input ?? '-');
  const outcome = await importFiles([file], {
    read: (one) => fileRecords(one, values.columns ?? []),
    ...{ values, names, host, isSent, isJson },
  });
  const isUsable = outcome.read > 0 && (outcome.badCount === 0 || values.skipBad);
  const isDone = outcome.ended === null && outcome.counts.failed === 0;
  return isUsable && isDone ? exitCodes.done : exitCodes.failed;
}

/**
 * Shows what would be written, and asks; where nobody is there to answer, it needs the word before.
 * @returns `null` to go on, else the exit code: there is nothing to write, or the answer was no
 */
async function agree(options: Options, host: Host): Promise<number | null> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new PortDoraError('OPTION_MISSING', 'nobody is there to say yes', {
      hint: 'look at it with --dry-run, then write --yes',
    });
  }
  const outcome = await work(options, host, 'plan');
  const { summary, ended } = outcome;
  const lines = ended
    ? renderOutcome(outcome, { dryRun: true, out: undefined })
    : [...renderPlan(summary), ...renderLeftOut(summary)];
  for (const line of lines) host.log.info(line);
  if (ended !== null || summary.toWrite === 0)
    return isWell(outcome) ? exitCodes.done : exitCodes.failed;
  return (await askToGoOn('Write them to Port?')) ? null : exitCodes.failed;
}

/** A nightly job would rather wait than lack something: faults of ten minutes, and any rate limit. */
const patience = { retries: 12, answerWithin: 60_000 };

async function work(
  { values, names }: Options,
  host: Host,
  toPort: 'write' | 'plan' | 'nothing',
): Promise<BackfillOutcome> {
  const deadline = host.clock.now() + values.timeout * 1000;
  const interrupt = onInterrupt(host);
  const { signal } = interrupt;
  const limits = { commits: defaultCommitLimit, deadline, signal, ...patience };
  const opened =
    toPort === 'nothing' ? null : await openPort(values, host, deadline, { bulk: false });
  const progress = await openProgress(host);
  const hostFetcher = hostFetch(host);
  try {
    return await runBackfill({
      options: values,
      accountNames: names,
      host,
      deploymentHost: await openHost(choiceOf(values, host), {
        ...{ fetch: hostFetcher.fetch, clock: host.clock, matchesName },
        limits,
      }),
      port: opened?.port ?? null,
      isPlan: toPort === 'plan',
      ...{ limits, signal },
      onProgress: ({ repositories, listed, found, written }) =>
        progress.show({
          ...{ done: repositories, whole: listed, deployments: found },
          text: `${repositories} of ${listed} repositories read, ${found} deployments found, ${written} written`,
        }),
    });
  } finally {
    progress.end();
    interrupt.end();
    await Promise.all([opened?.close(), hostFetcher.close()]);
  }
}

const choiceOf = (values: BackfillOptionValues, { env, git }: Host): HostChoice => ({
  from: values.from === 'file' || !values.from ? 'git' : values.from,
  hostUrl: values.hostUrl,
  organization: values.project?.includes('/') ? values.project.split('/')[0] : undefined,
  ...{ env, git },
  tokens: { github: values.githubToken, gitlab: values.gitlabToken, azure: values.azureToken },
});

/** Everything as one document; `plan` has a line for each repository, environment and month. */
const documentOf = ({ summary, ended, ...outcome }: BackfillOutcome): object => ({
  ...outcome,
  ...summary,
  ended:
    ended instanceof Error ? { code: ended.code, message: ended.message, hint: ended.hint } : ended,
});
