import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActionManifest, evaluate, readActionManifest } from './action-manifest.ts';
import { parseFileCommands } from './file-commands.ts';
import { type ReadLog, readLog } from './log-commands.ts';

/** The repository that holds the built action. */
export const root = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '');

type Condition = 'success()' | 'always()' | 'false';

/** A step that uses the action, or a shell command; `cancels` stands for somebody who presses cancel during it. */
export type Step =
  | {
      readonly uses: 'action';
      readonly with?: Readonly<Record<string, string>>;
      readonly if?: Condition;
      /** `uses: ./`: the runner refuses `pre` for local actions. */
      readonly local?: boolean;
    }
  | {
      readonly run: string;
      readonly if?: Condition;
      readonly env?: Readonly<Record<string, string>>;
      readonly cancels?: boolean;
      readonly continueOnError?: boolean;
    };

export interface Job {
  readonly steps: readonly Step[];
  /** Variables of the job, such as `GITHUB_SHA` or what a user sets under `env:`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: unknown;
  /** Expression contexts beside those that the runner fills in: `secrets.X`, `matrix.x`. */
  readonly contexts?: Readonly<Record<string, string>>;
  /** The Node that runs everything. */
  readonly node?: string;
  /** The workspace; a temporary one when absent. */
  readonly workspace?: string;
}

export interface Stage extends ReadLog {
  readonly step: number;
  readonly stage: 'pre' | 'main' | 'post';
  readonly exitCode: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface JobResult {
  readonly status: JobStatus;
  readonly stages: readonly Stage[];
  /** Everything that was printed, in order. */
  readonly log: string;
  readonly workspace: string;
}

type JobStatus = 'success' | 'failure' | 'cancelled';

/** Variables that GitHub's runner sets for a push to the default branch; but its API is where nobody listens. */
export const pushVariables: Readonly<Record<string, string>> = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'http://127.0.0.1:9',
  GITHUB_GRAPHQL_URL: 'http://127.0.0.1:9/graphql',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_SHA: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  GITHUB_RUN_ID: '1234567890',
  GITHUB_RUN_NUMBER: '42',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'deploy',
  GITHUB_ACTOR: 'jane',
  GITHUB_TRIGGERING_ACTOR: 'jane',
  RUNNER_OS: 'Linux',
};

/** Runs a job as GitHub's runner does (actions/runner: ActionRunner.cs, StepsRunner.cs, JobExtension.cs), with the built bundle. */
export async function runJob(job: Job): Promise<JobResult> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-job-'));
  const workspace = job.workspace ?? join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const runner = new Runner(job, folder, workspace);
  try {
    return { status: await runner.run(), stages: runner.stages, log: runner.log, workspace };
  } finally {
    if (job.workspace) rmSync(folder, { recursive: true, force: true });
  }
}

class Runner {
  readonly stages: Stage[] = [];
  log = '';
  private status: JobStatus = 'success';
  private readonly posts: number[] = [];
  private readonly states = new Map<number, Record<string, string>>();
  private readonly manifest: ActionManifest = readActionManifest(root);
  private readonly job: Job;
  private readonly folder: string;
  private readonly workspace: string;

  constructor(job: Job, folder: string, workspace: string) {
    this.job = job;
    this.folder = folder;
    this.workspace = workspace;
  }

  async run(): Promise<JobStatus> {
    for (const [index, step] of this.job.steps.entries()) {
      if ('uses' in step && !step.local) await this.stage(index, 'pre');
    }
    for (const [index, step] of this.job.steps.entries()) {
      if (this.applies(step.if ?? 'success()')) await this.main(index, step);
    }
    while (this.posts.length > 0) await this.stage(this.posts.pop() ?? 0, 'post');
    return this.status;
  }

  private applies(condition: Condition): boolean {
    return condition === 'always()' || (condition === 'success()' && this.status === 'success');
  }

  private async main(index: number, step: Step): Promise<void> {
    if ('uses' in step) return this.stage(index, 'main');
    const { exitCode } = await this.spawn(
      'bash',
      ['-e', '-c', step.run],
      { ...this.variables(), ...step.env },
      index,
      'main',
    );
    if (step.cancels) this.status = 'cancelled';
    else if (exitCode !== 0 && !step.continueOnError && this.status === 'success')
      this.status = 'failure';
  }

  private async stage(index: number, stage: Stage['stage']): Promise<void> {
    if (stage !== 'post' && !this.posts.includes(index)) this.posts.push(index);
    const script = join(root, this.manifest.runs[stage]);
    const env = { ...this.variables(), ...this.inputs(index), ...this.stateOf(index) };
    const { exitCode } = await this.spawn(
      this.job.node ?? process.execPath,
      [script],
      env,
      index,
      stage,
    );
    if (exitCode !== 0 && this.status === 'success') this.status = 'failure';
  }

  private variables(): Record<string, string> {
    const eventPath = join(this.folder, 'event.json');
    writeFileSync(eventPath, JSON.stringify(this.job.event ?? {}));
    return {
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      ...pushVariables,
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_EVENT_PATH: eventPath,
      ...this.job.env,
    };
  }

  /** Evaluated anew in every stage, given inputs and defaults alike. */
  private inputs(index: number): Record<string, string> {
    const step = this.job.steps[index];
    const given = step && 'uses' in step ? (step.with ?? {}) : {};
    const contexts = {
      'github.token': 'ghs_0123456789abcdefghijklmnopqrstuvwxyz',
      'job.status': this.status,
      'job.check_run_id': '987654321',
      ...this.job.contexts,
    };
    const names = new Set([...Object.keys(this.manifest.inputs), ...Object.keys(given)]);
    return Object.fromEntries(
      [...names].map((name) => [
        `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
        evaluate(given[name] ?? this.manifest.inputs[name]?.default ?? '', contexts),
      ]),
    );
  }

  private stateOf(index: number): Record<string, string> {
    const entries = Object.entries(this.states.get(index) ?? {});
    return Object.fromEntries(entries.map(([name, value]) => [`STATE_${name}`, value]));
  }

  private async spawn(
    command: string,
    args: readonly string[],
    env: Record<string, string>,
    step: number,
    stage: Stage['stage'],
  ): Promise<{ exitCode: number }> {
    const files = this.commandFiles();
    const child = spawn(command, [...args], {
      cwd: this.workspace,
      env: { ...env, ...files },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const exitCode = await new Promise<number>((done) =>
      child.on('close', (code) => done(code ?? 1)),
    );
    this.log += output;
    const state = parseFileCommands(readFileSync(files.GITHUB_STATE, 'utf8'));
    this.states.set(step, { ...this.states.get(step), ...state });
    this.stages.push({
      step,
      stage,
      exitCode,
      output,
      ...readLog(output),
      // Outputs of a post stage are lost: it has no context name.
      outputs: stage === 'post' ? {} : parseFileCommands(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    });
    return { exitCode };
  }

  /** New and empty for every stage. */
  private commandFiles() {
    const folder = mkdtempSync(join(this.folder, 'commands-'));
    const file = (name: string): string => {
      const path = join(folder, name);
      writeFileSync(path, '');
      return path;
    };
    return {
      GITHUB_STATE: file('state'),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_ENV: file('env'),
      GITHUB_PATH: file('path'),
    };
  }
}
