import type { DeploymentRecord } from '../../../src/deployment/record.ts';
import type { Host } from '../../../src/host/host.ts';
import { nodeClock } from '../../../src/host/node-clock.ts';
import { createNodeFiles } from '../../../src/host/node-files.ts';
import { createNodeGit } from '../../../src/host/node-git.ts';
import { nodeSha256 } from '../../../src/host/node-sha256.ts';
import { createPlainLog } from '../../../src/host/plain-log.ts';
import { createRedactor } from '../../../src/host/redactor.ts';
import { readOptions } from '../../../src/options/read-options.ts';
import { reportOptions } from '../../../src/options/schema.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { report } from '../../../src/report/report.ts';
import type { ReportResult } from '../../../src/report/report-result.ts';
import type { Account } from '../../account/start-account.ts';
import { pushVariables } from '../../bundle/runner/run-job.ts';

export interface HereReport {
  readonly result: ReportResult;
  /** The record as it was reported. */
  readonly record: DeploymentRecord;
  /** Everything that the log shows. */
  readonly output: string;
  readonly milliseconds: number;
}

/** One deployment by a run of its own, told by times instead of a clock. */
export interface HereDeployment {
  readonly account: Account;
  readonly sha: string;
  readonly run: number;
  readonly finishedAt: string;
  /** When it began; a minute before its end when absent. */
  readonly createdAt?: string;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const minute = 60_000;

/** Makes a report from the source, in this process: as a `run:` step of a push to main that succeeded. */
export async function reportHere(deployment: HereDeployment): Promise<HereReport> {
  const { account, sha, run, finishedAt, folder = '/', env = {} } = deployment;
  const begin = new Date(Date.parse(finishedAt) - minute).toISOString();
  const variables = {
    PATH: process.env.PATH,
    GIT_CEILING_DIRECTORIES: '/',
    ...pushVariables,
    ...account.env,
    GITHUB_SHA: sha,
    GITHUB_RUN_ID: String(run),
    GITHUB_TOKEN: 'ghs_0123456789abcdefghijklmnopqrstuvwxyz',
    PORT_DORA_STATUS: 'success',
    PORT_DORA_ENVIRONMENT: 'production',
    PORT_DORA_CREATED_AT: deployment.createdAt ?? begin,
    PORT_DORA_FINISHED_AT: finishedAt,
    ...env,
  };
  const lines: string[] = [];
  const host = hostOf(variables, folder, lines);
  const options = await readOptions(reportOptions, { flags: {}, ...host });
  const start = performance.now();
  const result = await report({ options, host, startedAt: null, version: '0.0.0' });
  renderReport(result, host.log, []);
  return {
    result,
    record: recordOf(result),
    output: lines.join('\n'),
    milliseconds: performance.now() - start,
  };
}

function hostOf(env: Host['env'], cwd: string, lines: string[]): Host {
  const secrets = createRedactor();
  return {
    env,
    cwd,
    clock: nodeClock,
    random: Math.random,
    files: createNodeFiles(cwd),
    git: createNodeGit(cwd, env),
    log: createPlainLog((line) => lines.push(secrets.redact(line)), false),
    secrets,
    sha256: nodeSha256,
  };
}

function recordOf(result: ReportResult): DeploymentRecord {
  const [delivery] = 'deliveries' in result ? result.deliveries : [];
  if (!delivery?.reported) throw new Error(`not reported: ${JSON.stringify(result)}`);
  return delivery.record;
}
