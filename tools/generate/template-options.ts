import type { OptionSpec } from '../../src/options/option.ts';
import { contextOptions, reportOptions } from '../../src/options/schema.ts';
import { defaultOf } from './option-texts.ts';

type Option = readonly [name: string, spec: OptionSpec];

/** Only the GitHub Action has these, or a template knows them better than its user. */
const notForTemplates = new Set(['track', 'workflow', 'report-at', 'status', 'timeout']);

/** What differs from one deployment to the next; credentials are secrets, and facts come from the CI. */
const templateOptions: readonly Option[] = Object.entries(
  reportOptions as Readonly<Record<string, OptionSpec>>,
).filter(
  ([name, { kind }]) =>
    kind !== 'secret' && !(name in contextOptions) && !notForTemplates.has(name),
);

/**
 * GitLab pastes an input into the text of the file, where a second line would end the value, and then fills in what looks
 * like a variable, as `$title` does. Source: GitLab's `Interpolation::TextTemplate`; GitLab docs, "CI/CD variables".
 */
const gitlabOptions = templateOptions.filter(
  ([name, { kind }]) =>
    name === 'service' || (kind !== 'lines' && kind !== 'object' && name !== 'service-match'),
);

const isFlag = ([, { kind }]: Option): boolean => kind === 'flag';
const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_');
const camel = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const shellNames = (options: readonly Option[]): string =>
  options.map(([name]) => upper(name)).join(' ');

function summaryOf([, spec]: Option): string {
  const choices = spec.kind === 'choice' ? ` One of: ${spec.choices?.join(', ')}.` : '';
  const fallback = spec.kind === 'flag' ? '' : defaultOf(spec);
  return `${spec.summary}${choices}${fallback ? ` Default: ${fallback}.` : ''}`.replaceAll('`', '');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function gitlabInput(option: Option): string[] {
  const [name, { choices = [] }] = option;
  const head = [`${name}:`, `  description: ${quoted(summaryOf(option))}`];
  if (isFlag(option)) return [...head, '  type: boolean', '  default: false'];
  const isChoice = option[1].kind === 'choice';
  const check = isChoice ? `  options: ['', ${choices.join(', ')}]` : "  regex: '^[^\\r\\n]*$'";
  return [...head, "  default: ''", check];
}

const gitlabVariable = ([name]: Option): string[] => [
  `PORT_DORA_INPUT_${upper(name)}: |-`,
  `  $[[ inputs.${name} ]]`,
];

const azureParameter = (option: Option): string[] => [
  `# ${summaryOf(option)}`,
  `- name: ${camel(option[0])}`,
  '  type: string',
  "  default: ''",
];

const circleciParameter = (option: Option): string[] => [
  `${option[0]}:`,
  `  description: ${quoted(summaryOf(option))}`,
  ...(isFlag(option)
    ? ['  type: boolean', '  default: false']
    : ['  type: string', "  default: ''"]),
];

/** What stands in a template between `# options of port-dora: NAME` and `# end of the options`. */
const sections: Readonly<Record<string, readonly string[]>> = {
  'inputs of GitLab': gitlabOptions.flatMap(gitlabInput),
  'variables of GitLab': gitlabOptions.flatMap(gitlabVariable),
  'parameters of Azure': templateOptions.flatMap(azureParameter),
  'variables of Azure': templateOptions.map(
    ([name]) => `INPUT_${upper(name)}: \${{ parameters.${camel(name)} }}`,
  ),
  'parameters of CircleCI': templateOptions.flatMap(circleciParameter),
  'variables of CircleCI': templateOptions.map(
    ([name]) => `INPUT_${upper(name)}: << parameters.${name} >>`,
  ),
  'names of GitLab': [
    `texts='${shellNames(gitlabOptions.filter((one) => !isFlag(one)))}'`,
    `flags='${shellNames(gitlabOptions.filter(isFlag))}'`,
  ],
  'names of flags': [`flags='${shellNames(templateOptions.filter(isFlag))}'`],
};

const section =
  /^([ \t]*)# options of port-dora: ([\w ]+)\n(?:[\s\S]*?\n)??\1# end of the options$/gm;

/** Writes the options of the schema, as this CI declares or passes them, between the markers that ask for them. */
export function writeTemplateOptions(text: string): string {
  return text.replace(section, (_, indent: string, name: string) => {
    const lines = sections[name];
    if (!lines)
      throw new Error(`a template asks for options of port-dora that there are not: ${name}`);
    return [`# options of port-dora: ${name}`, ...lines, '# end of the options']
      .map((line) => indent + line)
      .join('\n');
  });
}
