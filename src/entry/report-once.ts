import type { Host } from '../host/host.ts';
import { redactJson } from '../host/redact-json.ts';
import { readOptions } from '../options/read-options.ts';
import { reportOptions } from '../options/schema.ts';
import { renderReport } from '../report/render-report.ts';
import { report } from '../report/report.ts';
import type { ReadReportOptions } from '../report/report-options.ts';
import type { ReportResult } from '../report/report-result.ts';
import { createActionFiles } from './action-files.ts';
import { exitCodes, isOn } from './command.ts';
import { printJson } from './process-host.ts';
import { outputsOf, type ReportOutputs } from './report-outputs.ts';
import { version } from './version.ts';

interface ReportCall {
  readonly flags: Readonly<Record<string, string>>;
  /** Already read, when an earlier step of this process needed them. */
  readonly options?: ReadReportOptions;
  /** When the job began, RFC 3339; `null` when nobody noted it. */
  readonly startedAt?: string | null;
  /** Whether outputs of the step can still be set. */
  readonly outputs?: boolean;
}

/** Makes one report and says what became of it, in the log, the job summary, and outputs or JSON. @returns the exit code */
export async function reportOnce(host: Host, call: ReportCall): Promise<number> {
  const { env, files, secrets, log } = host;
  const options =
    call.options ?? (await readOptions(reportOptions, { flags: call.flags, env, files, secrets }));
  const { startedAt = null } = call;
  // Masked as a whole and before anything is cut or escaped: half a secret in a log would not be found.
  const result = redactJson(await report({ options, host, startedAt, version }), secrets);
  const spooled = await keep(result, host);
  renderReport(result, log, spooled);
  const outputs = outputsOf(result);
  if (isOn(call.flags.json)) printJson({ ...outputs, spool: spooled, ...reasonsOf(result) }, host);
  await handOn(result, outputs, host, call.outputs ?? false);
  return failed(result) && options.values.failOnError ? exitCodes.failed : exitCodes.done;
}

const failed = (result: ReportResult): boolean =>
  result.outcome === 'not-reported' && result.mayFail;

/** What could not be sent is written down; that code is loaded only then. */
async function keep(result: ReportResult, host: Host): Promise<readonly (string | null)[]> {
  if (result.outcome !== 'not-reported' || result.records.length === 0) return [];
  const { keepInSpool } = await import('../report/spool.ts');
  return keepInSpool(result.records, host).catch((error: unknown) => {
    host.log.debug(`the spool cannot be written: ${String(error)}`);
    return [];
  });
}

function reasonsOf(result: ReportResult): object {
  if (result.outcome === 'not-reported')
    return { outcome: result.outcome, problems: result.problems };
  if (result.outcome === 'not-a-deployment')
    return { outcome: result.outcome, reason: result.reason };
  if (result.outcome === 'dry-run') return { outcome: result.outcome, requests: result.requests };
  return { outcome: result.outcome };
}

/** The job summary, and the outputs of the step. A problem with either is no problem of the deployment. */
async function handOn(
  result: ReportResult,
  outputs: ReportOutputs,
  { env, files, random, log }: Host,
  setsOutputs: boolean,
): Promise<void> {
  const actionFiles = createActionFiles(env, files, random);
  try {
    if (env.GITHUB_STEP_SUMMARY) {
      const { renderSummary } = await import('../report/render-summary.ts');
      await actionFiles.addSummary(renderSummary(result));
    }
    if (!setsOutputs) return;
    for (const [name, value] of Object.entries(outputs)) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      await actionFiles.setOutput(name, value === null ? '' : text);
    }
  } catch (error) {
    log.debug(`summary or outputs cannot be written: ${String(error)}`);
  }
}
