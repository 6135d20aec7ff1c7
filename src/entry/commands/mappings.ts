import { PortDoraError } from '../../errors/port-dora-error.ts';
import { foreignFlags } from '../../options/foreign-flags.ts';
import { mappingsOptions, mappingsVerbs } from '../../options/mappings-options.ts';
import { type CommandInput, isOn } from '../command.ts';
import { lintMappings } from '../mappings/lint.ts';
import type { MappingsWork } from '../mappings/mappings-work.ts';
import { previewMapping } from '../mappings/preview.ts';
import { listMappings, printMapping } from '../mappings/print.ts';
import { createProcessHost } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';

const verbs: Readonly<Record<string, (work: MappingsWork) => Promise<number>>> = {
  list: listMappings,
  print: printMapping,
  lint: lintMappings,
  preview: previewMapping,
};

/** Lists and prints the mappings of the catalog, finds what is wrong with a mapping, and runs one on a payload. */
export async function run({ flags, words }: CommandInput): Promise<number> {
  const [verb = 'list', ...rest] = words;
  const known = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!known || (verb === 'list' && rest.length > 0)) {
    throw new PortDoraError('OPTION_UNKNOWN', `mappings cannot do: ${words.join(' ')}`, {
      hint: 'use one of: mappings list, mappings print NAME, mappings lint FILE, mappings preview',
    });
  }
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson || verb === 'print' ? 'stderr' : 'stdout');
  const { values, names } = await readCommandOptions(mappingsOptions, flags, host, () =>
    foreignFlags('mappings', verb, mappingsVerbs, flags),
  );
  return known({ values, names, host, isJson, words: rest, readStdin });
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}
