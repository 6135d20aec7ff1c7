import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../../house/project.ts';
import { runProgram } from '../run-program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { DocumentedJob, End, Variables } from './documented-job.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The command by which every page reports. */
export const command = `timeout 120 npx --yes port-dora-action@${version} report || echo "NOT REPORTED (the reporter failed)"`;

/** What the pages put in its place where npm is out of reach. */
export const launched = 'sh report.sh';

const programs = {
  // What npx does with this package, without a registry: the launcher's tests have one.
  npx: `[ "$1 $2" = "--yes port-dora-action@${version}" ] || exit 9\nshift 2\nexec node "${root}/dist/cli/index.js" "$@"`,
  'buildkite-agent': `case "$1 $2" in
  'secret get') printenv "STUB_$3" ;;
  'step get') printenv STUB_OUTCOME ;;
  *) exit 9 ;;
esac`,
};

/** Programs that come first on the `PATH`: npx with the package of the checkout, and what some systems bring along. */
export function programsOfJob(): string {
  const bin = temporaryFolder();
  for (const [name, body] of Object.entries(programs)) putProgram(join(bin, name), body);
  return bin;
}

/** A working directory with what a job has in it. */
function workspace(end: End): string {
  const folder = temporaryFolder();
  putProgram(join(folder, 'deploy.sh'), `exit ${end === 'failure' ? 3 : 0}`);
  cpSync(join(root, 'templates/launcher/report.sh'), join(folder, 'report.sh'));
  return folder;
}

function putProgram(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

export interface JobRun {
  readonly output: string;
  /** Of the script that reports, which is the last. */
  readonly exitCode: number | null;
  /** What the job left behind beside its own files. */
  readonly files: readonly string[];
}

/** Runs what a page shows. Further variables win; `PATH` stands for the programs of the image. */
export async function runJob(
  job: DocumentedJob,
  {
    end,
    secrets,
    env,
    by = 'npx',
    npx = 'checkout',
  }: {
    readonly end: End;
    readonly secrets: Variables;
    readonly env: Variables;
    readonly by?: 'npx' | 'launcher';
    /** Whose package npx runs: that of the checkout, or that of the registry. */
    readonly npx?: 'checkout' | 'real';
  },
): Promise<JobRun> {
  const folder = workspace(end);
  const bin = programsOfJob();
  if (npx === 'real') rmSync(join(bin, 'npx'));
  const agent = Object.entries(secrets).map(([name, value]) => [`STUB_${name}`, value]);
  const common = { HOME: folder, ...Object.fromEntries(agent) };
  let output = '';
  let exitCode: number | null = 0;
  for (const scriptAfter of job.scripts(end, secrets)) {
    const script = scriptAfter(output);
    const text = by === 'npx' ? script.text : script.text.replaceAll(command, launched);
    const set = { ...common, ...script.env, ...env };
    const path = [bin, env.PATH ?? process.env.PATH].join(delimiter);
    const run = await runProgram([`/bin/${script.shell}`, '-c', text], folder, {
      ...set,
      PATH: path,
    });
    output += run.output;
    exitCode = run.exitCode;
  }
  const own = /^(deploy\.sh|report\.sh|deploy-began|\.npm|\.port-dora)$/;
  return { output, exitCode, files: readdirSync(folder).filter((name) => !own.test(name)) };
}
