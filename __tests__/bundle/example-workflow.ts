import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { evaluate } from './runner/action-manifest.ts';
import { root, type Step } from './runner/run-job.ts';

interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly if?: string;
}

export interface WorkflowJob {
  readonly if?: string;
  readonly permissions?: object;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly WorkflowStep[];
}

/** What a workflow starts on: the filters of each event. */
type Triggers = Readonly<Record<string, Readonly<Record<string, readonly string[]>> | null>>;

/** One of the workflows that the README shows, with its only job. */
export interface ExampleWorkflow {
  readonly text: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly on: Triggers;
  readonly job: WorkflowJob;
}

const folder = join(root, 'examples');

/** Those that report a deployment; others run commands on a schedule, and those for other CIs stand in folders of their own. */
export const exampleNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yml') && usesOurs(readFileSync(join(folder, name), 'utf8')))
  .sort();

function usesOurs(workflow: string): boolean {
  return /uses: \S+\/port-dora-action@/.test(workflow);
}

export function readExample(name: string): ExampleWorkflow {
  const text = readFileSync(join(folder, name), 'utf8');
  const { on, permissions, jobs } = parse(text) as Pick<ExampleWorkflow, 'on' | 'permissions'> & {
    jobs: Record<string, WorkflowJob>;
  };
  const [job, ...others] = Object.values(jobs);
  if (!job || others.length > 0) throw new Error(`${name} has not exactly one job`);
  return { text, on, permissions, job };
}

const isOurs = ({ uses }: WorkflowStep): boolean => /^[^/]+\/port-dora-action@/.test(uses ?? '');

/**
 * The steps as the runner stand-in takes them: ours as the built action, other actions as steps that succeed, commands as
 * they are. A step with a condition on outputs is left to the test, since the stand-in knows no step ids.
 */
export function stepsOf(job: WorkflowJob, contexts: Readonly<Record<string, string>>): Step[] {
  return job.steps.flatMap((step): Step[] => {
    if (step.if !== undefined && step.if !== 'always()') return [];
    const condition = step.if === undefined ? {} : { if: 'always()' as const };
    if (isOurs(step)) return [{ uses: 'action', with: texts(step.with), ...condition }];
    if (step.run === undefined) return [{ run: 'true', ...condition }];
    return [{ run: step.run, env: evaluated(step.env, contexts), ...condition }];
  });
}

/** Every value with its expressions filled in. */
export const evaluated = (
  values: Readonly<Record<string, string>> = {},
  contexts: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, evaluate(text, contexts)]),
  );

/** The runner hands inputs on as text, whatever YAML makes of them. */
const texts = (values: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
