import type { Account } from '../account/start-account.ts';
import { type Job, type JobResult, runJob, type Stage, type Step } from './runner/run-job.ts';

/** A job in which the action reports to an account. */
export interface ActionJob extends Partial<Omit<Job, 'steps'>> {
  /** Inputs beside the credentials. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The steps around the action; the action alone when absent. */
  readonly steps?: (report: Step) => readonly Step[];
}

/** Inputs as a workflow gives the credentials. */
export const credentialInputs = {
  'client-id': '${{ secrets.PORT_CLIENT_ID }}',
  'client-secret': '${{ secrets.PORT_CLIENT_SECRET }}',
} as const;

/** What those expressions come to. */
export const secretContexts = ({ env }: Account): Record<string, string> => ({
  'secrets.PORT_CLIENT_ID': env.PORT_CLIENT_ID ?? '',
  'secrets.PORT_CLIENT_SECRET': env.PORT_CLIENT_SECRET ?? '',
});

/** Runs the built action in a job, with the credentials of the account. */
export function runAction(
  account: Account,
  { inputs = {}, steps = (report) => [report], ...job }: ActionJob = {},
): Promise<JobResult> {
  return runJob({
    ...job,
    steps: steps({ uses: 'action', with: { ...credentialInputs, ...inputs } }),
    contexts: { ...secretContexts(account), ...job.contexts },
    env: { PORT_BASE_URL: account.url, ...job.env },
  });
}

/** Every annotation of a job, in order. */
export const annotationsOf = ({ stages }: JobResult): Stage['annotations'] =>
  stages.flatMap(({ annotations }) => annotations);

/** One stage of the first step. */
export function stageOf({ stages }: JobResult, name: Stage['stage']): Stage {
  const stage = stages.find((one) => one.step === 0 && one.stage === name);
  if (!stage) throw new Error(`there was no ${name} stage`);
  return stage;
}
