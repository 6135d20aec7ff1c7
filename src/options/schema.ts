import { ciIds } from '../deployment/run-context.ts';
import { tracks } from '../deployment/tracked-event.ts';
import {
  accountId,
  choice,
  flag,
  lines,
  type OptionSpec,
  parsed,
  path,
  seconds,
  secret,
  text,
} from './option.ts';
import { parseBlueprint } from './parse-blueprint.ts';
import { parseWorkflow } from './parse-workflow.ts';
import {
  parseBaseUrl,
  parseEnvironmentRule,
  parseHotfixRule,
  parsePortNumber,
  parseProperties,
  parseSelectors,
  parseSha,
  parseTimeOption,
  parseWebUrl,
} from './parsers.ts';

/** Facts that win over what the CI tells; in a CI that is not recognised they are all there is. */
const factOptions = {
  ci: choice(ciIds, {
    summary: 'The CI system, when it is not recognised or another one shows through.',
    defaultText: 'recognised by its variables',
  }),
  repository: text({
    summary: 'Repository of the deployed code, as `owner/name` or as its address.',
    defaultText: 'from the CI',
  }),
  sha: parsed(parseSha, { summary: 'The commit that is deployed.', defaultText: 'from the CI' }),
  branch: text({ summary: 'The branch that is deployed.', defaultText: 'from the CI' }),
  tag: text({ summary: 'The tag that is deployed.', defaultText: 'from the CI' }),
  'run-id': text({
    summary: 'What tells this run from all others of the repository.',
    defaultText: 'from the CI',
  }),
  'run-url': parsed(parseWebUrl, {
    summary: "Address of the run's page.",
    defaultText: 'from the CI',
  }),
  'job-name': text({ summary: 'Name of the job that deploys.', defaultText: 'from the CI' }),
  actor: text({ summary: 'Who started the deployment.', defaultText: 'from the CI' }),
} as const satisfies Record<string, OptionSpec>;

/** Every option of a report: the one table that the parser, action.yml, the docs and the help are made from. */
export const reportOptions = {
  'client-id': accountId({
    summary: 'Client id of the Port credentials.',
    variables: ['PORT_CLIENT_ID'],
    requiredWhen: 'unless `access-token` is given or `dry-run` is on',
  }),
  'client-secret': secret({
    summary: 'Client secret of the Port credentials.',
    variables: ['PORT_CLIENT_SECRET'],
    requiredWhen: 'unless `access-token` is given or `dry-run` is on',
  }),
  'access-token': secret({
    summary: 'A ready Port API token, used instead of client id and secret.',
    variables: ['PORT_ACCESS_TOKEN'],
  }),
  region: choice(['eu', 'us'], {
    summary: 'Region of the Port account.',
    default: 'eu',
    inConfig: true,
  }),
  'base-url': parsed(parseBaseUrl, {
    summary:
      'Address of the Port API, when it is not the one of the region: https, or http on loopback.',
    defaultText: "the region's address",
    variables: ['PORT_BASE_URL'],
    inConfig: false,
  }),
  track: choice(tracks, {
    summary:
      'What the deployment is: this `job`, or what the run tells: a merged `pull-request` (or merge request), a finished `workflow-run` (or pipeline), a published `release`, a pushed `tag`, a `deployment-status`.',
    default: 'job',
  }),
  workflow: lines(parseWorkflow, {
    summary:
      'For `track: workflow-run`, lines with the workflows or pipelines that count: the file of each (`deploy.yml`), or the whole of its name, where `*` stands for anything.',
    defaultText: 'all',
    default: [],
  }),
  'report-at': choice(['job-end', 'now'], {
    summary:
      "When to report from the GitHub Action: `job-end`, in the post step with the job's final status; or `now`, at once and with outputs.",
    defaultText: '`job-end` when `track` is `job`, else `now`',
  }),
  service: parsed(parseSelectors, {
    kind: 'lines',
    summary:
      'The service that is deployed; or for a monorepo several lines `title: glob, glob`, chosen by the changed files.',
    defaultText: "the repository's name",
  }),
  'service-match': text({
    summary: 'Property of the service blueprint that `service` is compared with.',
    default: '$title',
  }),
  environment: text({
    summary:
      'Where it was deployed: `Production`, `Staging`, `Testing`, or a name that a rule maps to one of them.',
    defaultText: 'derived from what the CI tells',
  }),
  'environment-rules': lines(parseEnvironmentRule, {
    summary:
      'Lines `pattern: Environment`, tried before the built-in rules, on the name of the environment, then the tag, then the branch.',
    defaultText: 'the built-in rules',
    default: [],
  }),
  status: text({
    summary:
      "Outcome of the deployment: `success`, `failure`, `cancelled`, or another CI's word for those.",
    defaultText: "the event's conclusion when the event is the deployment, else the job's",
  }),
  'count-cancelled': flag({
    summary:
      'Reports cancelled, skipped and neutral deployments as failed instead of leaving them out.',
    default: false,
  }),
  'created-at': parsed(parseTimeOption, {
    summary:
      'When the deployment began, after approvals: RFC 3339, or epoch seconds or milliseconds.',
    defaultText: 'derived',
  }),
  'finished-at': parsed(parseTimeOption, {
    summary: 'When the deployment ended, in the same forms.',
    defaultText: 'derived',
  }),
  version: text({ summary: 'Version that was deployed.', defaultText: 'the tag, if there is one' }),
  identifier: text({
    summary: 'Identifier of the deployment in Port, when it is one service.',
    defaultText: 'derived from repository, run, attempt, job, service and environment',
  }),
  title: text({ summary: 'Title of the deployment in Port.', defaultText: 'derived' }),
  'lead-time': choice(['auto', 'off'], {
    summary:
      'Whether kind, changes and lead time are worked out: `auto` asks Port for earlier deployments and the code host, or the checkout, for the commits between.',
    default: 'auto',
  }),
  deepen: flag({
    summary:
      'Lets a shallow checkout be deepened by git when the commits cannot be read otherwise.',
    default: false,
  }),
  'leave-out-bots': flag({
    summary: 'Leaves changes out whose author is a bot.',
    default: false,
  }),
  'previous-sha': parsed(parseSha, {
    summary: 'The commit that ran in the environment before.',
    defaultText: 'looked up',
  }),
  'hotfix-rules': lines(parseHotfixRule, {
    summary:
      'Lines `label: pattern`, `branch: pattern` or `title: pattern`; a deployment that matches one is a hotfix.',
    defaultText: 'the built-in rules',
  }),
  'github-token': secret({
    summary: 'Token that reads commits, pull requests and changed files from the GitHub API.',
    actionDefault: '${{ github.token }}',
    variables: ['GITHUB_TOKEN'],
  }),
  'gitlab-token': secret({
    summary: 'Token with `read_api` that reads commits and merge requests from the GitLab API.',
    variables: ['GITLAB_TOKEN'],
  }),
  'azure-token': secret({
    summary:
      "Token that reads commits and pull requests from Azure Repos: the pipeline's own or a personal one.",
    variables: ['SYSTEM_ACCESSTOKEN'],
  }),
  'job-status': text({
    summary: "Set by the runner: the job's status so far, read again at its end.",
    actionDefault: '${{ job.status }}',
    inConfig: false,
  }),
  'job-id': text({
    summary: "Set by the runner: the job's number, for the link to its log.",
    actionDefault: '${{ job.check_run_id }}',
    inConfig: false,
  }),
  blueprint: parsed(parseBlueprint, {
    summary: 'Identifier of the deployment blueprint in Port.',
    default: 'deployment',
  }),
  ...factOptions,
  properties: parsed(parseProperties, {
    kind: 'object',
    summary: 'Further properties of the deployment entity, as YAML or JSON.',
    defaultText: '`{}`',
  }),
  config: path({
    summary:
      'File with any of these options but credentials, tokens and addresses, and with names that differ in your account.',
    defaultText: '`.port-dora.yml` if it exists',
    inConfig: false,
  }),
  'dry-run': flag({
    summary: 'Prints the exact requests and sends none; needs no credentials.',
    default: false,
  }),
  'fail-on-error': flag({
    summary: 'Fails the step when the deployment could not be reported.',
    default: false,
  }),
  timeout: seconds(
    { min: 1, max: 3600 },
    { summary: 'Seconds for everything together.', default: 60 },
  ),
} as const satisfies Record<string, OptionSpec>;

/** The options of `context`: what the runner sets, and the facts that may be given. */
export const contextOptions = {
  ...factOptions,
  'job-status': reportOptions['job-status'],
  'job-id': reportOptions['job-id'],
  explain: flag({
    summary: 'Shows what each fact came from, and the names of all variables that were looked at.',
    default: false,
    inConfig: false,
  }),
} as const satisfies Record<string, OptionSpec>;

/** The options of the local Port. */
export const localPortOptions = {
  port: parsed(parsePortNumber, {
    kind: 'number',
    summary: 'Port to listen on; 0 takes a free one.',
    default: 0,
    inConfig: false,
  }),
  data: path({
    summary: 'File that keeps the data over restarts.',
    defaultText: 'in memory',
    inConfig: false,
  }),
  seed: choice(['demo'], { summary: 'Sample data to start with.', inConfig: false }),
  'client-id': accountId({
    summary: 'Client id that is accepted.',
    defaultText: 'made up and printed',
  }),
  'client-secret': secret({
    summary: 'Client secret that is accepted.',
    defaultText: 'made up and printed',
  }),
} as const satisfies Record<string, OptionSpec>;
