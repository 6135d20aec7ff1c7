import type { VerbFlags } from './foreign-flags.ts';
import { choice, flag, type OptionSpec, parsed, path, seconds } from './option.ts';
import { parseBlueprint } from './parse-blueprint.ts';
import { wordListOf } from './parse-word-list.ts';
import { portOptions } from './port-options.ts';
import { reportOptions } from './schema.ts';

/** The mappings of the catalog by which an integration makes deployments. */
const strategies = [
  ...(['build', 'deployment', 'merge-request', 'pipeline', 'pull-request'] as const),
  ...(['release', 'release-deployment', 'tag', 'workflow-run'] as const),
  ...(['monorepo-merge-request', 'monorepo-pull-request'] as const),
  ...(['monorepo-release', 'monorepo-workflow-run'] as const),
] as const;

/** What setup is told about an account; what is left out is what the last run was told, or what the account shows. */
export const setupChoiceOptions = {
  scm: parsed(wordListOf(['github', 'gitlab', 'azure']), {
    kind: 'lines',
    summary: 'Code hosts whose pull or merge requests deployments are related to.',
    defaultText: 'those that the account has an integration or pull requests of',
  }),
  strategy: parsed(wordListOf(strategies), {
    kind: 'lines',
    summary:
      "Ways in which Port's integrations make deployments themselves, for instance `pull-request` or `workflow-run`: names of files in catalog/mappings. Leave it out where pipelines report.",
    defaultText: 'none',
  }),
  incidents: parsed(
    wordListOf([
      'pagerduty',
      'opsgenie',
      'firehydrant',
      'servicenow',
      'statuspage',
      'jira',
      'github',
    ]),
    {
      kind: 'lines',
      nameInEnvironment: 'setup-incidents',
      summary: "Incident tools; the first fills the guide's own properties.",
      defaultText: 'those whose incidents are in the account, but for jira and github',
    },
  ),
  dashboards: choice(['true', 'false'], {
    summary: 'Whether the dashboard is set up.',
    defaultText: '`true`',
  }),
  scorecards: choice(['true', 'false'], {
    summary: 'Whether the scorecards are set up.',
    defaultText: '`true`',
  }),
  window: choice(['last-week', 'last-month', 'last-3-months'], {
    summary: 'The time that every metric in Port covers, ending now.',
    defaultText: '`last-month`',
    nameInEnvironment: 'setup-window',
  }),
  interval: choice(['hour', 'day', 'week', 'month'], {
    summary: 'What the deployment rate is given per.',
    defaultText: '`week`',
    nameInEnvironment: 'setup-interval',
  }),
  levels: parsed(wordListOf(['team', 'domain']), {
    kind: 'lines',
    summary: 'Above services, what the metrics are rolled up to.',
    defaultText: 'those to which the service blueprint has a relation',
  }),
  'services-from': parsed(parseBlueprint, {
    summary:
      'Blueprint whose entities become services where there are none, for instance `githubRepository`.',
  }),
} as const satisfies Record<string, OptionSpec>;

const choiceFlags = [...Object.keys(setupChoiceOptions), 'blueprint'];

/** Which of the flags that are not for all of them each verb has; `apply FILE` takes the choices of the file. */
export const setupVerbs: VerbFlags = {
  plan: [...choiceFlags, 'out', 'exit-code', 'diff'],
  apply: [...choiceFlags, 'yes', 'diff'],
  'apply FILE': ['yes', 'diff'],
  check: [...choiceFlags, 'diff'],
  remove: ['yes', 'diff'],
  export: [...choiceFlags, 'out', 'format'],
};

/** The options of `setup`. */
export const setupOptions = {
  ...portOptions('unless `access-token` is given'),
  ...setupChoiceOptions,
  blueprint: reportOptions.blueprint,
  config: reportOptions.config,
  out: path({
    summary: 'With `plan`, file for the plan, to be given to `apply`; with `export`, for the text.',
    nameInEnvironment: 'setup-out',
    inConfig: false,
  }),
  yes: flag({ summary: 'Applies and removes without asking.', default: false, inConfig: false }),
  'exit-code': flag({
    summary: 'With `plan`, ends with 3 when there are differences.',
    default: false,
    inConfig: false,
  }),
  diff: flag({
    summary: 'Shows what is changed line by line.',
    default: true,
    inConfig: false,
  }),
  format: choice(['terraform', 'json'], {
    summary: 'With `export`, what is written.',
    default: 'terraform',
    nameInEnvironment: 'setup-format',
    inConfig: false,
  }),
  timeout: seconds(
    { min: 1, max: 86_400 },
    { summary: 'Seconds for everything together.', default: 600, inConfig: false },
  ),
} as const satisfies Record<string, OptionSpec>;
