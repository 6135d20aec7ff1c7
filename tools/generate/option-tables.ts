import type { OptionSpec } from '../../src/options/option.ts';
import { reportOutputs } from '../../src/options/outputs.ts';
import { reportOptions } from '../../src/options/schema.ts';
import { defaultOf, describe, variablesOf } from './option-texts.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The table of options for the README: what people set, not what the runner sets. */
export function optionTable(): string {
  const rows = Object.entries(reportOptions as Record<string, OptionSpec>)
    .filter(([name]) => name !== 'job-status' && name !== 'job-id')
    .map(([name, spec]) => `| \`${name}\` | ${cell(describe(spec))} | ${cell(defaultOf(spec))} |`);
  return ['| Option | Meaning | Default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Every option with all the ways to give it, for the reference page. */
export function optionReference(): string {
  return Object.entries(reportOptions as Record<string, OptionSpec>)
    .map(([name, spec]) => {
      const variables = variablesOf(name, spec).map((variable) => `\`${variable}\``);
      const facts = [
        ...sentences(describe(spec)),
        '',
        `- Action input \`${name}\`, flag \`--${name}\`, environment ${variables.join(' or ')}.`,
        spec.inConfig ? `- Config file key \`${name}\`.` : '- Not in the config file.',
        ...(spec.choices
          ? [`- One of: ${spec.choices.map((one) => `\`${one}\``).join(', ')}.`]
          : []),
        ...(defaultOf(spec) ? [`- Default: ${defaultOf(spec)}.`] : []),
      ];
      return `### \`${name}\`\n\n${facts.join('\n')}`;
    })
    .join('\n\n');
}

/** One sentence a line, as everywhere in the pages. */
const sentences = (text: string): string[] => text.split(/(?<=\.) (?=[A-Z])/);

/** The table of the action's outputs. */
export function outputTable(): string {
  const rows = Object.entries(reportOutputs).map(
    ([name, meaning]) => `| \`${name}\` | ${cell(meaning)} |`,
  );
  return ['| Output | Meaning |', '| --- | --- |', ...rows].join('\n');
}
