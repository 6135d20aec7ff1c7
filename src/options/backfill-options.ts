import { tracks } from '../deployment/tracked-event.ts';
import { measureOptions } from './metrics-options.ts';
import { choice, flag, lines, type OptionSpec, parsed, path, seconds, text } from './option.ts';
import { parseGlob } from './parse-glob.ts';
import { parseHours } from './parse-hours.ts';
import { parsePair } from './parse-pair.ts';
import { parseShard } from './parse-shard.ts';
import { parseBaseUrl, parseTimeOption } from './parsers.ts';
import { reportOptions } from './schema.ts';

/** The options of `backfill`: where deployments are found, and what a live report would have been given. */
export const backfillOptions = {
  'client-id': reportOptions['client-id'],
  'client-secret': reportOptions['client-secret'],
  'access-token': reportOptions['access-token'],
  region: reportOptions.region,
  'base-url': reportOptions['base-url'],
  from: choice(['github', 'gitlab', 'azure', 'git', 'file'], {
    summary: 'Where the deployments are found.',
    requiredWhen: 'always',
    nameInEnvironment: 'backfill-from',
    inConfig: false,
  }),
  repo: lines(parseGlob, {
    summary:
      'Repositories, one a line, as `owner/name`; for `--from git` the folder of a checkout.',
    inConfig: false,
  }),
  org: text({
    summary: 'Organisation or user of GitHub: all of its repositories.',
    inConfig: false,
  }),
  group: text({ summary: 'Group of GitLab, with its subgroups.', inConfig: false }),
  project: text({
    summary: 'Project of Azure DevOps, as `organization/project`: all of its repositories.',
    inConfig: false,
  }),
  input: path({
    summary: 'File of records, as JSON, JSON Lines or CSV; `-` reads from stdin.',
    requiredWhen: 'with `--from file`',
    inConfig: false,
  }),
  include: lines(parseGlob, {
    summary: 'Of the repositories of an organisation only those that match one of these patterns.',
  }),
  exclude: lines(parseGlob, { summary: 'Repositories that are left out.' }),
  'with-archived': flag({ summary: 'Reads archived repositories too.', default: false }),
  'with-forks': flag({ summary: 'Reads forks too.', default: false }),
  track: choice(tracks, {
    summary: 'What a deployment is, as for a report.',
    defaultText: '`job`; `deployment-status` for GitHub, `tag` for git',
  }),
  workflow: reportOptions.workflow,
  since: parsed(parseTimeOption, {
    summary: 'Deployments from this time on.',
    defaultText: '90 days ago',
    inConfig: false,
  }),
  until: parsed(parseTimeOption, {
    summary: 'Deployments before this time.',
    defaultText: 'now',
    inConfig: false,
  }),
  service: reportOptions.service,
  services: lines(parsePair, {
    summary:
      'Lines `owner/name: service` for repositories whose service is not called like them; patterns may stand on the left.',
  }),
  'service-match': reportOptions['service-match'],
  environment: reportOptions.environment,
  'environment-rules': reportOptions['environment-rules'],
  'count-cancelled': reportOptions['count-cancelled'],
  'lead-time': choice(['auto', 'off'], {
    summary: 'Whether changes and lead time are worked out.',
    default: 'auto',
  }),
  'leave-out-bots': reportOptions['leave-out-bots'],
  'hotfix-rules': reportOptions['hotfix-rules'],
  'incident-window': parsed(parseHours, {
    kind: 'number',
    summary: 'Hours within which an incident belongs to the deployment before it.',
    default: 24,
  }),
  'incident-blueprints': measureOptions['incident-blueprints'],
  'count-low-urgency': measureOptions['count-low-urgency'],
  'count-maintenance': measureOptions['count-maintenance'],
  'github-token': reportOptions['github-token'],
  'gitlab-token': reportOptions['gitlab-token'],
  'azure-token': reportOptions['azure-token'],
  'host-url': parsed(parseBaseUrl, {
    summary: 'Address of a host of your own, for instance https://gitlab.example.com.',
    defaultText: 'what the CI tells, else github.com, gitlab.com or dev.azure.com',
    inConfig: false,
  }),
  blueprint: reportOptions.blueprint,
  config: reportOptions.config,
  incremental: flag({
    summary: 'Continues where the last run ended; the place is kept in Port.',
    default: false,
    inConfig: false,
  }),
  recompute: flag({
    summary: 'Settles anew what Port has: kinds, failures, recoveries and links of incidents.',
    default: false,
    nameInEnvironment: 'backfill-recompute',
    inConfig: false,
  }),
  shard: parsed(parseShard, {
    summary: 'One of several equal parts of the repositories, as `3/16`.',
    defaultText: 'all',
    inConfig: false,
  }),
  columns: lines(parsePair, {
    summary: 'For CSV, lines `our field: column`, where the columns are called differently.',
  }),
  'skip-bad': flag({
    summary: 'Ends well although lines of the file could not be used.',
    default: false,
    inConfig: false,
  }),
  out: path({
    summary: 'Writes the records to a file instead of Port.',
    nameInEnvironment: 'backfill-out',
    inConfig: false,
  }),
  'dry-run': flag({
    summary: 'Shows what would be written and sends nothing.',
    default: false,
    inConfig: false,
  }),
  yes: flag({ summary: 'Goes on without asking.', default: false, inConfig: false }),
  failures: path({
    summary: 'File for the records that Port refused, for `replay`.',
    defaultText: '`.port-dora/failed.jsonl`',
    inConfig: false,
  }),
  timeout: seconds(
    { min: 1, max: 604_800 },
    { summary: 'Seconds for everything together.', default: 86_400, inConfig: false },
  ),
} as const satisfies Record<string, OptionSpec>;

/** The options of `replay`. */
export const replayOptions = {
  'client-id': reportOptions['client-id'],
  'client-secret': reportOptions['client-secret'],
  'access-token': reportOptions['access-token'],
  region: reportOptions.region,
  'base-url': reportOptions['base-url'],
  'service-match': reportOptions['service-match'],
  blueprint: reportOptions.blueprint,
  config: reportOptions.config,
  'dry-run': backfillOptions['dry-run'],
  remove: flag({
    summary: 'Deletes the files of which everything is in Port.',
    default: false,
    inConfig: false,
  }),
  failures: backfillOptions.failures,
  timeout: backfillOptions.timeout,
} as const satisfies Record<string, OptionSpec>;
