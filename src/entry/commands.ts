import { contextOptions, localPortOptions, reportOptions } from '../options/schema.ts';
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
  'local-port': {
    summary: 'Runs a local Port API on loopback, to try things without an account.',
    options: localPortOptions,
    load: () => import('./commands/local-port.ts'),
  },
  demo: {
    summary: 'Reports sample deployments to a local Port and shows what arrives.',
    options: {},
    load: () => import('./commands/demo.ts'),
  },
};
