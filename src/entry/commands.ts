import { backfillOptions, replayOptions } from '../options/backfill-options.ts';
import { demoOptions } from '../options/demo-options.ts';
import { doctorOptions } from '../options/doctor-options.ts';
import { mappingsOptions } from '../options/mappings-options.ts';
import { explainOptions, metricsOptions } from '../options/metrics-options.ts';
import { contextOptions, localPortOptions, reportOptions } from '../options/schema.ts';
import { setupOptions } from '../options/setup-options.ts';
import type { Command } from './command.ts';

/** The commands of the CLI, in the order in which the help shows them. */
export const commands: Readonly<Record<string, Command>> = {
  report: {
    summary: 'Reports a deployment to Port.',
    options: reportOptions,
    load: () => import('./commands/report.ts'),
  },
  context: {
    summary: 'Shows what the CI tells about this run.',
    options: contextOptions,
    load: () => import('./commands/context.ts'),
  },
  setup: {
    summary: 'Sets up Port: data model, metrics, scorecards, dashboard and mappings.',
    options: setupOptions,
    words: 'plan|apply [FILE]|check|remove|export',
    load: () => import('./commands/setup.ts'),
  },
  backfill: {
    summary: 'Brings deployments of the past into Port, from code hosts, checkouts or files.',
    options: backfillOptions,
    load: () => import('./commands/backfill.ts'),
  },
  mappings: {
    summary: "Lists, prints, checks and tries mappings of Port's integrations.",
    options: mappingsOptions,
    words: 'list | print NAME | lint FILE... | preview',
    load: () => import('./commands/mappings.ts'),
  },
  metrics: {
    summary: 'Works out the DORA metrics, from Port or from a file of records.',
    options: metricsOptions,
    load: () => import('./commands/metrics.ts'),
  },
  explain: {
    summary: 'Shows what a metric is made of, and what was left out and why.',
    options: explainOptions,
    words: '[METRIC]',
    load: () => import('./commands/explain.ts'),
  },
  replay: {
    summary: 'Sends what could not be sent: spool files, folders of them, or the log of a job.',
    words: '[FILE...]',
    options: replayOptions,
    load: () => import('./commands/replay.ts'),
  },
  doctor: {
    summary: 'Looks at everything on the way into Port, and says what to do about what is wrong.',
    options: doctorOptions,
    load: () => import('./commands/doctor.ts'),
  },
  'local-port': {
    summary: 'Runs a local Port API on loopback, to try things without an account.',
    options: localPortOptions,
    load: () => import('./commands/local-port.ts'),
  },
  demo: {
    summary: 'Reports sample deployments to a local Port and shows what arrives.',
    options: demoOptions,
    load: () => import('./commands/demo.ts'),
  },
};
