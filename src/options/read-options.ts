import type { Environment, Files, Secrets } from '../host/host.ts';
import { presentValue } from '../host/present-value.ts';
import { type AccountNames, noAccountNames } from './account-names.ts';
import { type OptionSpec, type Parsed, variableOf } from './option.ts';
import type { OptionProblem } from './option-problem.ts';

/** Where options come from, in the order in which they win. */
export interface OptionSources {
  /** `--name value`, from a command line. */
  readonly flags: Readonly<Record<string, string>>;
  /** Action inputs (`INPUT_NAME`) and environment variables. */
  readonly env: Environment;
  readonly files: Files;
  readonly secrets: Secrets;
}

export type OptionSource = 'flag' | 'input' | 'environment' | 'config' | 'default';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<Camel<Rest>>}`
  : Name;

type ValueOf<Spec> = Spec extends { readonly default: infer T }
  ? T
  : Spec extends { readonly parse: (text: string) => Parsed<infer T> }
    ? T | undefined
    : never;

/** The values of a table of options, under their names in camel case; `undefined` where nobody gave one. */
export type OptionValues<Specs> = {
  readonly [Name in keyof Specs & string as Camel<Name>]: ValueOf<Specs[Name]>;
};

export interface ReadOptions<Specs> {
  readonly values: OptionValues<Specs>;
  readonly names: AccountNames;
  /** Where each value was found, by option name. */
  readonly sources: Readonly<Record<string, OptionSource>>;
  /** Everything that is wrong, together; an option with a problem has its default, a secret what was given: it is not missing. */
  readonly problems: readonly OptionProblem[];
}

interface Found {
  readonly text: string;
  readonly source: OptionSource;
  /** The source as people know it: `--region`, `input region`, `PORT_DORA_REGION`, `.port-dora.yml`. */
  readonly label: string;
}

const defaultConfigPath = '.port-dora.yml';

/** Reads every option of a table from all sources: flag or input, environment variable, config file, default. */
export async function readOptions<const Specs extends Readonly<Record<string, OptionSpec>>>(
  specs: Specs,
  sources: OptionSources,
): Promise<ReadOptions<Specs>> {
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.kind === 'secret')
      for (const { text } of candidates(name, spec, sources)) sources.secrets.add(text);
  }
  const config = await readConfig(specs, sources);
  const problems = [...config.problems];
  const values: Record<string, unknown> = {};
  const found: Record<string, OptionSource> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const given = findText(name, spec, sources, config);
    const parsed = given && (await parseText(spec, given.text));
    if (parsed && 'problem' in parsed) {
      // Masked before it is cut: half a secret would not be found in the log.
      const shown = { ...given, text: sources.secrets.redact(given.text) };
      problems.push(describe(name, spec, shown, parsed));
    }
    const isGood = parsed && 'value' in parsed;
    const otherwise = spec.kind === 'secret' ? given?.text : spec.default;
    values[camelCase(name)] = isGood ? parsed.value : otherwise;
    found[name] = isGood ? given.source : 'default';
  }
  return { values: values as OptionValues<Specs>, names: config.names, sources: found, problems };
}

/**
 * All that was given for an option but by the config file, first what wins.
 * Empty values and placeholders that a CI did not fill in (`$(X)`, `<nil>`, `null`) count as not given.
 */
function candidates(
  name: string,
  spec: OptionSpec,
  { flags, env }: Pick<OptionSources, 'flags' | 'env'>,
): readonly Found[] {
  const found: Found[] = [];
  const take = (source: OptionSource, label: string, value: string | undefined): void => {
    const text = presentValue(value);
    if (text !== null) found.push({ text, source, label });
  };
  const input = spec.nameInEnvironment ?? name;
  const upper = input.toUpperCase();
  const underscored = upper.replaceAll('-', '_');
  take('flag', `--${name}`, flags[name]);
  take('input', `input ${input}`, env[`INPUT_${upper}`]);
  if (underscored !== upper) take('input', `input ${input}`, env[`INPUT_${underscored}`]);
  for (const variable of [variableOf(name, spec), ...(spec.variables ?? [])]) {
    take('environment', variable, env[variable]);
  }
  return found;
}

function findText(
  name: string,
  spec: OptionSpec,
  sources: OptionSources,
  config: { readonly values: Readonly<Record<string, string>>; readonly path: string },
): Found | undefined {
  const [first] = candidates(name, spec, sources);
  if (first) return first;
  const text = config.values[name]?.trim();
  return text ? { text, source: 'config', label: config.path } : undefined;
}

async function readConfig(specs: Readonly<Record<string, OptionSpec>>, sources: OptionSources) {
  const spec = specs.config;
  const none = {
    values: {},
    names: noAccountNames,
    problems: [] as readonly OptionProblem[],
    path: defaultConfigPath,
  };
  if (!spec) return none;
  const given = findText('config', spec, sources, none);
  const path = given?.text ?? defaultConfigPath;
  try {
    const text = await sources.files.read(path);
    if (text !== null) {
      const { parseConfigFile } = await import('./config-file.ts');
      return { ...parseConfigFile(path, text, specs), path };
    }
  } catch (thrown) {
    return {
      ...none,
      problems: [unreadable(path, thrown instanceof Error ? thrown.message : String(thrown))],
    };
  }
  return given ? { ...none, problems: [unreadable(path, 'there is no such file')] } : none;
}

const unreadable = (path: string, reason: string): OptionProblem => ({
  code: 'OPTION_CONFIG_FILE',
  message: `config file ${path} cannot be read: ${reason}`,
  hint: 'check out the repository before this step, or mend the path in `config`',
});

/** Objects may be written as YAML; it is loaded only when the text is not JSON. */
async function parseText(spec: OptionSpec, text: string): Promise<Parsed<unknown>> {
  if (spec.kind !== 'object' || text.startsWith('{')) return spec.parse(text);
  const { yamlAsJson } = await import('./yaml-as-json.ts');
  return spec.parse(yamlAsJson(text));
}

function describe(
  name: string,
  spec: OptionSpec,
  { label, text }: Found,
  { problem, hint }: { readonly problem: string; readonly hint: string },
): OptionProblem {
  const shown = spec.kind === 'secret' ? '***' : JSON.stringify(shorten(withoutUserinfo(text)));
  return { code: 'OPTION_INVALID', message: `${name} (${label}) ${problem}: ${shown}`, hint };
}

const shorten = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

const withoutUserinfo = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//***@');

const camelCase = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
