import { PortDoraError } from '../errors/port-dora-error.ts';
import { parseFlags } from '../options/flags.ts';
import { suggest } from '../options/suggest.ts';
import { commonOptions, exitCodes } from './command.ts';
import { commands } from './commands.ts';
import { endWith } from './exit.ts';
import { renderCommandHelp, renderHelp } from './render-help.ts';
import { sayError } from './say-error.ts';
import { version } from './version.ts';

/** Runs one command line. @returns the exit code */
async function runCli([name = '--help', ...args]: readonly string[]): Promise<number> {
  if (name === '--version') return print(version);
  if (name === '--help' || name === '-h' || name === 'help')
    return print(renderHelp(commands, version));
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw unknownCommand(name);
  const options = { ...command.options, ...commonOptions };
  if (args.includes('--help') || args.includes('-h'))
    return print(renderCommandHelp(name, command));
  const { flags, words } = parseFlags(args, options);
  if (words.length > 0 && !command.words) {
    throw new PortDoraError(
      'OPTION_UNKNOWN',
      `${name} takes no words, but got: ${words.join(' ')}`,
      {
        hint: words.every((word) => /^(?:true|false|yes|no|on|off)$/i.test(word))
          ? 'write the value of a switch behind an equals sign, for instance --dry-run=false'
          : `see port-dora ${name} --help`,
      },
    );
  }
  const { run } = await command.load();
  return run({ flags, words });
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return exitCodes.done;
}

function unknownCommand(name: string): PortDoraError {
  const near = suggest(name, Object.keys(commands));
  return new PortDoraError('OPTION_UNKNOWN', `unknown command ${name}`, {
    hint: near
      ? `did you mean port-dora ${near}?`
      : `use one of: ${Object.keys(commands).join(', ')}`,
  });
}

/** A command line that cannot be understood is wrong usage; everything else that failed is a failure. */
function fail(thrown: unknown): void {
  const { code } = sayError(thrown, process.argv.slice(2), process.env);
  endWith(code.startsWith('OPTION_') ? exitCodes.usage : exitCodes.failed);
}

// A reader that went away, as in `| head`, is no error of this process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

runCli(process.argv.slice(2)).then(endWith, fail);
