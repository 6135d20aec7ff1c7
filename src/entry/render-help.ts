import { type OptionSpec, variableOf } from '../options/option.ts';
import { type Command, commonOptions } from './command.ts';

const width = 28;

/** Longer lists of choices stand in the text, where they can be wrapped. */
const longestWords = 70;

/** The help of the CLI as a whole. */
export function renderHelp(commands: Readonly<Record<string, Command>>, version: string): string {
  const rows = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(14)}${summary}`,
  );
  return [
    `port-dora ${version}: deployments and DORA metrics for the Port developer portal`,
    '',
    'Usage: port-dora <command> [options]',
    '',
    'Commands:',
    ...rows,
    '',
    'port-dora <command> --help shows the options of a command; port-dora --version the version.',
  ].join('\n');
}

/** The help of one command, from its table of options. */
export function renderCommandHelp(name: string, { summary, options, words }: Command): string {
  const rows = Object.entries({ ...options, ...commonOptions }).flatMap(([option, spec]) =>
    optionRows(option, spec),
  );
  return [
    summary,
    '',
    `Usage: port-dora ${name}${words ? ` ${words}` : ''} [options]`,
    '',
    'Options:',
    ...rows,
  ].join('\n');
}

function optionRows(name: string, spec: OptionSpec): string[] {
  const words = spec.kind === 'flag' ? '' : (spec.choices?.join('|') ?? '');
  const isLong = words.length > longestWords;
  const value = isLong || words === '' ? placeholders[spec.kind] : words;
  const head = `  --${name} ${value}`.trimEnd();
  const choices = isLong ? ` One of: ${spec.choices?.join(', ')}.` : '';
  const summary = `${spec.summary}${choices}${requirement(spec)}${fallback(spec)}${variable(name, spec)}`;
  const text = wrap(plain(summary), 100 - width);
  const first = head.length < width ? [`${head.padEnd(width)}${text.shift() ?? ''}`] : [head];
  return [...first, ...text.map((line) => `${''.padEnd(width)}${line}`)];
}

const placeholders: Readonly<Record<OptionSpec['kind'], string>> = {
  text: 'TEXT',
  secret: 'SECRET',
  flag: '',
  choice: 'WORD',
  number: 'NUMBER',
  lines: 'LINES',
  object: 'YAML',
  path: 'FILE',
};

const requirement = ({ requiredWhen }: OptionSpec): string =>
  requiredWhen ? ` Needed ${requiredWhen}.` : '';

function fallback({ defaultText, default: value, kind }: OptionSpec): string {
  if (defaultText) return ` Default: ${defaultText}.`;
  return value === undefined || kind === 'flag' ? '' : ` Default: ${String(value)}.`;
}

/** Only where it is not the name of the flag. */
const variable = (name: string, spec: OptionSpec): string =>
  spec.nameInEnvironment === undefined ? '' : ` As a variable ${variableOf(name, spec)}.`;

const plain = (text: string): string => text.replaceAll('`', '');

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
