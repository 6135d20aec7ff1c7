import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../house/project.ts';
import {
  alone,
  blocksOf,
  type DocumentedJob,
  type End,
  pushOf,
  type Variables,
  without,
} from './documented-job.ts';

const hook = (name: string): string =>
  readFileSync(join(root, 'templates/buildkite/port-dora/hooks', name), 'utf8');

/** The hooks of one job of Buildkite, each sourced by the shell of the agent, which hands on what they export. */
function buildkiteHooks(
  name: string,
  before: () => string,
  after: () => string,
  env: () => Variables,
): DocumentedJob {
  return {
    page: 'buildkite',
    name,
    scripts: (end) => {
      const cancelled = end === 'cancelled' ? 'export BUILDKITE_JOB_CANCELLED=true' : '';
      const text = [
        before(),
        './deploy.sh',
        'export BUILDKITE_COMMAND_EXIT_STATUS=$?',
        cancelled,
        after(),
      ].join('\n');
      const set = { ...without(pushOf('buildkite'), 'BUILDKITE_COMMAND_EXIT_STATUS'), ...env() };
      return [alone({ shell: 'bash', text, env: set })];
    },
  };
}

const examples = () => blocksOf('buildkite', 'yaml').map((text) => parse(text).steps);

/** The options of a plugin as the agent passes them: `BUILDKITE_PLUGIN_NAME_OPTION`. Source: buildkite/agent, `plugin.go`. */
function pluginVariables(): Variables {
  const [step] = examples().find(([one]) => one.plugins) ?? [];
  const [[place, options]] = Object.entries<Variables>(step.plugins[0]) as [[string, Variables]];
  const name = place.replace(/#.*$/, '').split('/').at(-1) ?? '';
  const upper = (text: string) => text.toUpperCase().replaceAll('-', '_');
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      `BUILDKITE_PLUGIN_${upper(name)}_${upper(key)}`,
      value,
    ]),
  );
}

const outcomes = { success: 'passed', failure: 'hard_failed', cancelled: 'skipped' } as const;

const stepOfItsOwn: DocumentedJob = {
  page: 'buildkite',
  name: 'buildkite, step of its own',
  scripts: (end) => {
    const reports = (one: { command?: string }) => one.command?.includes('step get outcome');
    const step = examples().flat().find(reports);
    const env = { ...without(pushOf('buildkite'), 'BUILDKITE_COMMAND_EXIT_STATUS'), ...step.env };
    return [
      alone({
        shell: 'bash',
        // The upload of the pipeline makes one sign of two.
        text: step.command.replaceAll('$$', '$'),
        env: { ...env, STUB_OUTCOME: outcomes[end] },
      }),
    ];
  },
};

const bashOf = (start: string): string =>
  blocksOf('buildkite', 'bash').find((text) => text.startsWith(start)) ?? '';

const param = /(param|password)\("env\.(\w+)", "(.*)"\)/g;
const kotlinStep =
  /script \{\s+name = "(.*)"\s+(?:executionMode = BuildStep\.ExecutionMode\.(\w+)\s+)?scriptContent = (?:"""([\s\S]*?"?)"""|"(.*)")/g;

/** TeamCity runs each step in a shell of its own; a service message of one sets the variables of the next. */
const teamcity: DocumentedJob = {
  page: 'teamcity',
  name: 'teamcity',
  scripts: (end, secrets) => {
    const [code = ''] = blocksOf('teamcity', 'kotlin');
    const known = pushOf('teamcity');
    const set = [...code.matchAll(param)].map(([, kind, name = '', value = '']) => [
      name,
      kind === 'password' ? secrets[name] : value.startsWith('%') ? known[name] : value,
    ]);
    const env: Variables = { ...known, ...Object.fromEntries(set) };
    return [...code.matchAll(kotlinStep)]
      .filter(([, , mode]) => isDue(mode, end))
      .map(([, , , long, short]) => (written: string) => ({
        shell: 'sh',
        text: long ?? short ?? '',
        env: { ...env, ...setByMessages(written) },
      }));
  },
};

function isDue(mode: string | undefined, end: End): boolean {
  if (mode === undefined) return true;
  return (
    mode === (end === 'success' ? 'RUN_ON_SUCCESS' : end === 'failure' ? 'RUN_ONLY_ON_FAILURE' : '')
  );
}

const setByMessages = (written: string): Variables =>
  Object.fromEntries(
    [...written.matchAll(/^##teamcity\[setParameter name='env\.(\w+)' value='([^']*)'\]$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

export const shellJobs: readonly DocumentedJob[] = [
  buildkiteHooks(
    'buildkite, hooks of the repository',
    () => bashOf('export PORT_DORA_CREATED_AT'),
    () => bashOf('if [ -n'),
    () => ({ PORT_DORA_ENVIRONMENT: 'Production' }),
  ),
  buildkiteHooks(
    'buildkite, plugin',
    () => hook('pre-command'),
    () => hook('pre-exit'),
    pluginVariables,
  ),
  stepOfItsOwn,
  teamcity,
];
