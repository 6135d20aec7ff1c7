import { choice, flag, type OptionSpec, parsed, path, seconds } from './option.ts';
import { parseBlueprints } from './parse-blueprints.ts';
import { parseEnvironment } from './parse-environment.ts';
import { parseHours } from './parse-hours.ts';
import { parseLength } from './parse-length.ts';
import { parseMoment } from './parse-moment.ts';
import { parseTimeZone } from './parse-time-zone.ts';
import { parseList, wordsAmong } from './parse-words.ts';
import { parseSelectors } from './parsers.ts';
import { portOptions } from './port-options.ts';
import { reportOptions } from './schema.ts';

/** None of these comes from the config file: there the same names say what a report is about. */
const inConfig = false;

/** Which account of Port is read; the config file may say all but secrets and addresses. */
export const accountOptions = {
  ...portOptions('unless `access-token` or `input` is given'),
  blueprint: reportOptions.blueprint,
  'service-match': reportOptions['service-match'],
  config: {
    ...reportOptions.config,
    summary:
      'The config file of reports: its region, blueprint, `service-match` and names hold here too.',
  },
} as const satisfies Record<string, OptionSpec>;

/** What is measured, and of what. */
export const measureOptions = {
  input: path({
    summary:
      'File of deployment records as JSON, JSON Lines or CSV, instead of Port; `-` reads from stdin.',
    inConfig,
  }),
  incidents: path({
    summary: 'File of incidents as JSON, JSON Lines or CSV, instead of those in Port.',
    inConfig,
  }),
  'incident-blueprints': parsed(parseBlueprints, {
    kind: 'lines',
    summary: 'Blueprints of incidents in Port, separated by commas.',
    defaultText: 'those of the known incident tools that are related to services',
    inConfig,
  }),
  owners: path({
    summary:
      'File of services with `service`, `team` and `domain`, as JSON, JSON Lines or CSV, instead of the services in Port.',
    inConfig,
  }),
  from: parsed(parseMoment, {
    summary: 'The window begins here: a day, or a time with its zone.',
    defaultText: 'the length of the window before its end',
    inConfig,
  }),
  to: parsed(parseMoment, {
    summary: 'The window ends before this.',
    defaultText: 'now',
    inConfig,
  }),
  window: parsed(parseLength, {
    summary: 'Length of the window, such as `30d`, `12w` or `36h`.',
    defaultText: '30d',
    inConfig,
  }),
  'time-zone': parsed(parseTimeZone, {
    summary: 'Zone in which days, weeks and months begin.',
    default: 'UTC',
    inConfig,
  }),
  interval: choice(['day', 'week', 'month'], {
    summary: 'The steps of the trend.',
    defaultText: '`day` up to 32 days, `week` up to 190, else `month`',
    inConfig,
  }),
  environment: parsed(parseEnvironment, {
    summary: 'The environment whose deployments count.',
    default: 'Production',
    inConfig,
  }),
  service: parsed(parseSelectors, {
    kind: 'lines',
    summary: 'Only this service; several stand on lines of their own.',
    defaultText: 'all',
    inConfig,
  }),
  team: parsed(parseList, {
    kind: 'lines',
    summary: 'Only the services of these teams, separated by commas.',
    defaultText: 'all',
    inConfig,
  }),
  'exclude-failed-runs': flag({
    summary: 'Leaves failed runs out of the change failure rate, on both sides.',
    default: false,
    inConfig,
  }),
  'incident-window': parsed(parseHours, {
    kind: 'number',
    summary: 'Hours within which an incident belongs to the deployment before it.',
    default: 24,
    inConfig,
  }),
  'count-low-urgency': flag({
    summary: 'Counts incidents of low urgency.',
    default: false,
    inConfig,
  }),
  'count-maintenance': flag({
    summary: 'Counts scheduled maintenance as incidents.',
    default: false,
    inConfig,
  }),
  recompute: flag({
    summary:
      'Derives kinds, failures and recoveries again from times, commits and incidents, instead of taking records as they stand.',
    default: false,
    inConfig,
  }),
  bands: choice(['quick-check', '2023', '2024', 'none'], {
    summary:
      "Bands to compare with: the answers of dora.dev's quick check, or the clusters of a year's report.",
    default: 'quick-check',
    inConfig,
  }),
  timeout: seconds(
    { min: 1, max: 86_400 },
    { summary: 'Seconds for reading from Port.', default: 600, inConfig },
  ),
} as const satisfies Record<string, OptionSpec>;

/** The options of `metrics`. */
export const metricsOptions = {
  ...accountOptions,
  ...measureOptions,
  by: parsed(wordsAmong(['all', 'domain', 'team', 'service']), {
    kind: 'lines',
    summary: 'Groups that are shown beside all together: `service`, `team`, `domain`.',
    defaultText: 'all that are known',
    inConfig,
  }),
  compare: flag({
    summary: 'Compares with the window of the same length before.',
    default: false,
    inConfig,
  }),
  'fail-if': parsed(parseList, {
    kind: 'lines',
    summary:
      'Ends with exit code 1 when a condition such as `change-failure-rate > 15%` is met; several are separated by commas.',
    inConfig,
  }),
  format: choice(
    ['table', 'markdown', 'json', 'csv', 'openmetrics', 'html', 'svg', 'png', 'badge', 'shields'],
    {
      summary: 'Form of the output.',
      defaultText: '`table`, or what the name of the file in `out` says',
      inConfig,
    },
  ),
  out: parsed(parseList, {
    kind: 'lines',
    summary:
      'Writes to this file instead of stdout; several, separated by commas, each in the form that its name says.',
    inConfig,
  }),
  metric: choice(
    [
      'deployment-frequency',
      'lead-time-for-changes',
      'change-failure-rate',
      'failed-deployment-recovery-time',
      'deployment-rework-rate',
      'mean-time-to-recovery',
    ],
    { summary: 'The metric of a badge or a chart.', default: 'deployment-frequency', inConfig },
  ),
  theme: choice(['light', 'dark'], {
    summary: 'Colours of a chart; the page has both.',
    default: 'light',
    inConfig,
  }),
} as const satisfies Record<string, OptionSpec>;

/** The options of `explain`. */
export const explainOptions = {
  ...accountOptions,
  ...measureOptions,
  deployment: parsed((text) => ({ value: text }), {
    summary:
      'Identifier of one deployment: its changes and times, and what it adds to each metric.',
    inConfig,
  }),
} as const satisfies Record<string, OptionSpec>;
