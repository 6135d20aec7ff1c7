import { PortDoraError } from '../errors/port-dora-error.ts';
import type { CommandLine } from '../options/flags.ts';
import { reportOptions } from '../options/schema.ts';
import { commonOptions, exitCodes, isOn } from './command.ts';
import { endWith, runStage } from './exit.ts';
import { createProcessHost } from './process-host.ts';
import { reportOnce } from './report-once.ts';
import { isActionStage } from './stage-state.ts';

/**
 * The reporter alone. As the main stage of the action it prepares the report of the job's end; everywhere else,
 * with or without the word `report`, it reports at once.
 */
async function start(): Promise<void> {
  const args = process.argv[2] === 'report' ? process.argv.slice(3) : process.argv.slice(2);
  const { flags, words } = args.length === 0 ? noFlags : await commandLine(args);
  if (words.length > 0) throw unknownWords(words);
  if (flags.help) return showHelp();
  const host = createProcessHost(isOn(flags.json) ? 'stderr' : 'stdout');
  runStage(
    host,
    async () => {
      if (!isActionStage(host.env)) return reportOnce(host, { flags });
      const { runMainStage } = await import('./main-stage.ts');
      return runMainStage(host);
    },
    isOn(flags.json),
  );
}

const noFlags: CommandLine = { flags: {}, words: [] };

/** Most reports have no flags: what reads them is loaded for the others. */
async function commandLine(args: readonly string[]): Promise<CommandLine> {
  const { parseFlags } = await import('../options/flags.ts');
  return parseFlags(args, { ...reportOptions, ...commonOptions });
}

async function fail(thrown: unknown): Promise<void> {
  if (!(thrown instanceof PortDoraError)) throw thrown;
  const { sayError } = await import('./say-error.ts');
  sayError(thrown, process.argv.slice(2), process.env);
  endWith(exitCodes.usage);
}

async function showHelp(): Promise<void> {
  const { renderCommandHelp } = await import('./render-help.ts');
  const { commands } = await import('./commands.ts');
  if (commands.report) process.stdout.write(`${renderCommandHelp('report', commands.report)}\n`);
}

function unknownWords(words: readonly string[]): PortDoraError {
  return new PortDoraError(
    'OPTION_UNKNOWN',
    `this bundle only reports, but got: ${words.join(' ')}`,
    {
      hint: 'use dist/cli/index.js for the other commands',
    },
  );
}

start().catch(fail);
