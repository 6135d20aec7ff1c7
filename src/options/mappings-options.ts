import type { VerbFlags } from './foreign-flags.ts';
import { choice, flag, type OptionSpec, parsed, path, seconds, text } from './option.ts';
import { parseList } from './parse-words.ts';
import { portOptions } from './port-options.ts';
import { reportOptions } from './schema.ts';

const list = (summary: string): OptionSpec<readonly string[]> =>
  parsed(parseList, { kind: 'lines', summary, inConfig: false });

/** How `mappings print` shapes a mapping of the catalog. */
export const mappingShapeOptions = {
  branches: list('With `print`, branches whose merges and runs are deployments.'),
  workflows: list("With `print`, files of GitHub's workflows that deploy."),
  pipelines: list("With `print`, names of Azure's pipelines that deploy."),
  tags: text({
    summary: 'With `print`, a regular expression for the tags that are released.',
    inConfig: false,
  }),
  jobs: text({
    summary: "With `print`, a regular expression for the names of Jenkins' jobs that deploy.",
    inConfig: false,
  }),
  labels: list("With `print`, labels of GitHub's issues that are incidents."),
  types: list("With `print`, types of Jira's issues that are incidents."),
  'service-filter': text({
    summary:
      'With `print`, jq for what the account calls the service, for instance `.repository.full_name`.',
    inConfig: false,
  }),
} as const satisfies Record<string, OptionSpec>;

/** Which of the flags that are not for all of them each verb has. */
export const mappingsVerbs: VerbFlags = {
  list: [],
  print: [...Object.keys(mappingShapeOptions), 'service-match', 'blueprint'],
  lint: [
    ...['payload', 'integration', 'blueprints', 'account', 'blueprint', 'timeout'],
    ...Object.keys(portOptions('')),
  ],
  preview: ['mapping', 'payload', 'kind'],
};

/** The options of `mappings`. */
export const mappingsOptions = {
  mapping: path({ summary: 'With `preview`, the mapping file.', inConfig: false }),
  payload: path({
    summary: 'With `preview` and `lint`, a JSON file with a payload, or with a list of payloads.',
    inConfig: false,
  }),
  kind: text({
    summary: 'With `preview`, the kind of the payload, where the mapping has several.',
    inConfig: false,
  }),
  integration: choice(
    [
      ...(['github', 'gitlab', 'azure-devops', 'jenkins', 'octopus', 'pagerduty'] as const),
      ...(['opsgenie', 'firehydrant', 'servicenow', 'statuspage', 'jira'] as const),
    ],
    {
      summary: 'With `lint`, the integration that the mapping is for.',
      defaultText: 'the one whose payloads have the fields that it reads',
      inConfig: false,
    },
  ),
  blueprints: path({
    summary: 'With `lint`, a JSON file with all blueprints of the account.',
    inConfig: false,
  }),
  account: flag({
    summary: 'With `lint`, looks at the blueprints of the Port account.',
    default: false,
    inConfig: false,
  }),
  ...mappingShapeOptions,
  'service-match': reportOptions['service-match'],
  blueprint: reportOptions.blueprint,
  config: reportOptions.config,
  ...portOptions('for `lint --account`, unless `access-token` is given'),
  timeout: seconds(
    { min: 1, max: 86_400 },
    { summary: 'Seconds for everything that Port is asked.', default: 60, inConfig: false },
  ),
} as const satisfies Record<string, OptionSpec>;
