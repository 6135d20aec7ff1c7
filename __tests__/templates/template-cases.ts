import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/project.ts';
import {
  azureSteps,
  circleSteps,
  codefreshHook,
  codefreshPipeline,
  gitlabComponent,
  gitlabScript,
  gitlabTemplate,
  type TemplateScript,
} from './template-scripts.ts';

export type Outcome = 'success' | 'failure' | 'cancelled';
type Texts = Readonly<Record<string, string>>;

/** A way in which a template reports, as the CI runs it after each outcome. */
export interface TemplateCase {
  readonly name: string;
  readonly ci: 'gitlab' | 'azure' | 'circleci' | 'codefresh';
  readonly shells: readonly ('bash' | 'dash')[];
  /** What runs and with which variables; `null` where the CI runs nothing. Parameters are options by their name in kebab-case. */
  run(outcome: Outcome, parameters: Texts): TemplateScript | null;
  /** Whether options are parameters of the template, and not only variables. */
  readonly hasParameters: boolean;
  /** What the template cannot take as a parameter. */
  readonly refuses?: RegExp;
}

/** The variables that the vendor sets, in the shapes that it documents. */
export function vendorVariables(ci: string, fixture: string): Texts {
  const file = join(root, '__tests__/ci/fixtures', ci, `${fixture}.json`);
  return JSON.parse(readFileSync(file, 'utf8')).environment;
}

const fixtureOf = { success: 'push', failure: 'failure', cancelled: 'cancelled' } as const;
const both = ['bash', 'dash'] as const;
const camel = (name: string): string =>
  name.replace(/-(.)/g, (_, one: string) => one.toUpperCase());
const byCamel = (given: Texts): Texts =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [camel(name), value]));
const asVariables = (given: Texts): Texts =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      `PORT_DORA_${name.toUpperCase().replaceAll('-', '_')}`,
      value,
    ]),
  );
const withVendor = (
  ci: string,
  outcome: Outcome,
  { script, variables }: TemplateScript,
): TemplateScript => ({
  script,
  variables: { ...vendorVariables(ci, fixtureOf[outcome]), ...variables },
});

/** GitLab sets the parents' variables on a job that extends them, and the job's own over those. */
const extended = (jobs: unknown, ...names: readonly string[]): Texts =>
  Object.assign(
    {},
    ...names.map((name) => (jobs as Record<string, { variables?: Texts }>)[name]?.variables),
  );

/** The job that reports runs another one: its own number, its own status, and no environment. */
function ofReportingJob(
  outcome: Outcome,
  parameters: Texts,
  component: boolean,
): TemplateScript | null {
  if (outcome === 'cancelled') return null; // `on_success` and `on_failure` take no cancelled job
  const jobs = component ? gitlabComponent(parameters) : gitlabTemplate();
  const name = outcome === 'success' ? '.port-dora-on-success' : '.port-dora-on-failure';
  const { script } = gitlabScript(jobs, '.port-dora-report', 'script');
  const { CI_ENVIRONMENT_NAME, CI_ENVIRONMENT_ACTION, ...vendor } = vendorVariables(
    'gitlab',
    'push',
  );
  return {
    script,
    variables: {
      ...vendor,
      CI_JOB_ID: '7654321099',
      CI_JOB_NAME: 'report',
      CI_JOB_STATUS: 'running',
      PORT_DORA_ENVIRONMENT: 'Production',
      ...(component ? extended(jobs, '.port-dora-options', name) : asVariables(parameters)),
      ...extended(jobs, name),
    },
  };
}

const circleStep = (outcome: Outcome, given: Texts): TemplateScript | null => {
  const when = { success: 'on_success', failure: 'on_fail', cancelled: 'none' }[outcome];
  const step = circleSteps(['commands', 'report'], given).find((one) => one.when === when);
  if (!step) return null; // neither runs when a job is cancelled
  return { script: step.command, variables: step.environment as Texts };
};

const codefresh =
  (owner: (pipeline: ReturnType<typeof codefreshPipeline>) => unknown, pipeline: string) =>
  (outcome: Outcome, given: Texts): TemplateScript | null => {
    if (outcome === 'cancelled') return null; // no hook for a build that was terminated
    const hook = outcome === 'success' ? 'on_success' : 'on_fail';
    const { script, variables } = codefreshHook(owner(codefreshPipeline(pipeline)), hook);
    const all = { ...vendorVariables('codefresh', 'push'), ...variables, ...asVariables(given) };
    return { script, variables: all };
  };

export const templateCases: readonly TemplateCase[] = [
  {
    name: 'after_script of GitLab',
    ci: 'gitlab',
    shells: both,
    hasParameters: false,
    run: (outcome, given) => {
      const { script } = gitlabScript(gitlabTemplate(), '.port-dora', 'after_script');
      return withVendor('gitlab', outcome, { script, variables: asVariables(given) });
    },
  },
  {
    name: 'after_script of the GitLab component',
    ci: 'gitlab',
    shells: both,
    hasParameters: true,
    refuses: /[\r\n]|.{1001}/,
    run: (outcome, given) => {
      const jobs = gitlabComponent(given);
      const { script } = gitlabScript(jobs, '.port-dora', 'after_script');
      const variables = extended(jobs, '.port-dora-options');
      return withVendor('gitlab', outcome, { script, variables });
    },
  },
  {
    name: 'the two jobs of GitLab',
    ci: 'gitlab',
    shells: both,
    hasParameters: false,
    run: (outcome, given) => ofReportingJob(outcome, given, false),
  },
  {
    name: 'the two jobs of the GitLab component',
    ci: 'gitlab',
    shells: both,
    hasParameters: true,
    refuses: /[\r\n]|.{1001}/,
    run: (outcome, given) => ofReportingJob(outcome, given, true),
  },
  {
    name: 'the bash step of Azure',
    ci: 'azure',
    shells: ['bash'],
    hasParameters: true,
    run: (outcome, given) => {
      const [step] = azureSteps(byCamel(given), {
        PORT_CLIENT_ID: 'id',
        PORT_CLIENT_SECRET: 'secret',
      });
      // The credentials of the account come with the test.
      const { PORT_CLIENT_ID, PORT_CLIENT_SECRET, ...variables } = step?.env ?? {};
      return withVendor('azure', outcome, { script: step?.bash ?? '', variables });
    },
  },
  {
    name: 'the command of the CircleCI orb',
    ci: 'circleci',
    shells: both,
    hasParameters: true,
    run: (outcome, given) => {
      const step = circleStep(outcome, given);
      return (
        step && {
          script: step.script,
          variables: { ...vendorVariables('circleci', 'push'), ...step.variables },
        }
      );
    },
  },
  {
    name: 'the job of the CircleCI orb',
    ci: 'circleci',
    shells: both,
    hasParameters: true,
    run: (outcome, given) => {
      if (outcome === 'cancelled') return null; // it requires a job that succeeded or failed
      const [step] = circleSteps(['jobs', 'report'], { ...given, status: outcome });
      const variables = { ...vendorVariables('circleci', 'push'), ...(step?.environment as Texts) };
      return { script: step?.command ?? '', variables };
    },
  },
  {
    name: 'the hooks of a Codefresh step',
    ci: 'codefresh',
    shells: both,
    hasParameters: false,
    run: codefresh((pipeline) => (pipeline.steps as Record<string, unknown>).deploy, 'codefresh'),
  },
  {
    name: 'the hooks of a Codefresh pipeline',
    ci: 'codefresh',
    shells: both,
    hasParameters: false,
    run: codefresh((pipeline) => pipeline, 'pipeline-hooks'),
  },
];
