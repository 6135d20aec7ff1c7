import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../house/project.ts';
import { type ProgramRun, runProgram } from '../run-program.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export interface StepTemplate {
  readonly Name: string;
  readonly ActionType: string;
  readonly Properties: Readonly<Record<string, string>>;
  readonly Parameters: readonly {
    readonly Id: string;
    readonly Name: string;
    readonly Label: string;
    readonly HelpText: string;
    readonly DefaultValue: string;
    readonly DisplaySettings: Readonly<Record<string, string>>;
  }[];
  readonly $Meta: { readonly Type: string };
}

export const stepTemplate = (name: string): StepTemplate =>
  JSON.parse(readFileSync(join(root, `templates/octopus/${name}.json`), 'utf8'));

export const scriptOf = (template: StepTemplate): string =>
  template.Properties['Octopus.Action.Script.ScriptBody'] ?? '';

type Variables = Readonly<Record<string, string>>;

export interface Step {
  readonly script: string;
  /** Octopus' own, and those that a project defines. */
  readonly variables: Variables;
  readonly env: Variables;
}

/** The variables of a step: with those of the template, whose text refers to others by `#{Name}`. What it cannot find stays. */
export function withParameters(template: StepTemplate, variables: Variables, given: Variables) {
  const values = { ...variables };
  for (const { Name, DefaultValue } of template.Parameters) {
    const text = given[Name.replace('PortDora.', '')] ?? DefaultValue;
    values[Name] = text.replace(
      /#\{([^{}]+)\}/g,
      (reference, name) => variables[name] ?? reference,
    );
  }
  return values;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/**
 * Runs a script as Calamari does: sourced by bash behind a function that knows the variables, none of which is exported.
 * Source: OctopusDeploy/Calamari, `Bootstrap.sh` and `BashScriptBootstrapper.cs`.
 */
export async function runStep({
  script,
  variables,
  env,
}: Step): Promise<ProgramRun & { readonly files: readonly string[] }> {
  const folder = temporaryFolder();
  const cases = Object.entries(variables).map(
    ([name, value]) => `${base64(name)}) base64 -d <<< ${base64(value) || "''"} ;;`,
  );
  const reader = [
    'function get_octopusvariable {',
    '  case $(printf %s "$1" | base64 -w0) in',
    ...cases,
    '*) echo "" ;;',
    '  esac',
    '}',
    "function set_octopusvariable { echo \"##octopus[setVariable name='$1' value='$2']\"; }",
  ];
  writeFileSync(join(folder, 'Configure.sh'), reader.join('\n'));
  writeFileSync(join(folder, 'Script.sh'), script);
  const start = ['source "$(pwd)/Configure.sh"', 'shift', 'source "$(pwd)/Script.sh"'];
  writeFileSync(join(folder, 'Bootstrap.sh'), `#!/bin/bash\n${start.join('\n')}\n`);
  const ran = await runProgram(['bash', 'Bootstrap.sh', 'key'], folder, env);
  const ours = ['Bootstrap.sh', 'Configure.sh', 'Script.sh'];
  return { ...ran, files: readdirSync(folder).filter((file) => !ours.includes(file)) };
}
