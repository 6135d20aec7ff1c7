import { choice, flag, type OptionSpec, parsed, path, seconds, text } from './option.ts';
import { wordListOf } from './parse-word-list.ts';
import { parseList } from './parse-words.ts';
import { reportOptions } from './schema.ts';

/** What setup is told about an account; what is left out is what the last run was told, or what the account shows. */
export const setupChoiceOptions = {
  scm: parsed(wordListOf(['github', 'gitlab', 'azure']), {
    kind: 'lines',
    summary: 'Code hosts whose pull or merge requests deployments are related to.',
    defaultText: 'those that the account has an integration or pull requests of',
  }),
  strategy: parsed(parseList, {
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
  }),
  interval: choice(['hour', 'day', 'week', 'month'], {
    summary: 'What the deployment rate is given per.',
    defaultText: '`week`',
  }),
  levels: parsed(wordListOf(['team', 'domain']), {
    kind: 'lines',
    summary: 'Above services, what the metrics are rolled up to.',
    defaultText: 'those to which the service blueprint has a relation',
  }),
  'services-from': text({
    summary:
      'Blueprint whose entities become services where there are none, for instance `githubRepository`.',
  }),
} as const satisfies Record<string, OptionSpec>;

/** The options of `setup`. */
export const setupOptions = {
  'client-id': reportOptions['client-id'],
  'client-secret': reportOptions['client-secret'],
  'access-token': reportOptions['access-token'],
  region: reportOptions.region,
  'base-url': reportOptions['base-url'],
  ...setupChoiceOptions,
  blueprint: reportOptions.blueprint,
  config: reportOptions.config,
  out: path({
    summary: 'With `plan`, file for the plan, to be given to `apply`; with `export`, for the text.',
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
    inConfig: false,
  }),
  timeout: seconds(
    { min: 1, max: 86_400 },
    { summary: 'Seconds for everything together.', default: 600 },
  ),
} as const satisfies Record<string, OptionSpec>;
