import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { root } from '../house/project.ts';

/** What a CI hands to a shell for one step of a template. */
export interface TemplateScript {
  readonly script: string;
  /** Variables that the template itself sets on the step. */
  readonly variables: Readonly<Record<string, string>>;
}

type Texts = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const yaml = (text: string) => parse(text, { merge: true });

/** The value at a path of keys and indexes. @throws Error where there is none */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((parent, key) => {
    const child = (parent as Json | undefined)?.[key];
    if (child === undefined) throw new Error(`the template has no ${path.join('.')}`);
    return child;
  }, value);
}

/** The scripts of GitLab jobs, by job and keyword; GitLab runs the lines of a keyword in one shell. */
export function gitlabScript(jobs: unknown, job: string, keyword: string): TemplateScript {
  const lines = at(jobs, job, keyword) as readonly string[];
  const { variables = {} } = at(jobs, job) as { variables?: Texts };
  return { script: lines.join('\n'), variables };
}

export const gitlabTemplate = (): unknown => yaml(read('gitlab-ci-template.yml'));

/** The component with inputs. Source: GitLab, `interpolation/text_template.rb`, which pastes them into the text. */
export function gitlabComponent(given: Readonly<Record<string, string | boolean>> = {}): Json {
  const text = read('templates/port-dora/template.yml');
  const inputs = at(parseAllDocuments(text)[0]?.toJS(), 'spec', 'inputs');
  const body = text.slice(text.indexOf('\n---\n') + 5);
  const filled = body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) =>
    String(given[name] ?? at(inputs, name, 'default')),
  );
  return yaml(filled);
}

export interface AzureStep {
  readonly bash?: string;
  readonly powershell?: string;
  readonly env: Texts;
  readonly condition: string;
  readonly continueOnError: string;
  readonly timeoutInMinutes: number;
}

/**
 * The steps of the Azure template: parameters first, then `$(NAME)` from the variables of the pipeline, secrets too.
 * What has no value stays as it is written. Source: Microsoft Learn, "Define variables" and "Template expressions".
 */
export function azureSteps(given: Texts = {}, variables: Texts = {}): readonly AzureStep[] {
  const template = yaml(read('azure-pipelines-template.yml')) as {
    parameters: { name: string; default: string }[];
    steps: Json[];
  };
  const parameters = Object.fromEntries(
    template.parameters.map(({ name, default: fallback }) => [name, given[name] ?? fallback]),
  );
  const expand = (text: string): string =>
    text
      .replace(/\$\{\{ parameters\.(\w+) \}\}/g, (_, name: string) => String(at(parameters, name)))
      .replace(/\$\{\{ ne\(parameters\.(\w+), '(\w+)'\) \}\}/g, (_, name: string, word: string) =>
        String(String(at(parameters, name)).toLowerCase() !== word),
      )
      .replace(/\$\(([^()]+)\)/g, (macro, name: string) => variables[name] ?? macro);
  return template.steps.map((step) => deepMap(step, expand) as AzureStep);
}

/** The run steps of an orb's command or job. Source: CircleCI docs, "Reusable config reference". */
export interface CircleStep {
  readonly name: string;
  readonly when?: string;
  readonly environment?: Readonly<Record<string, string | boolean>>;
  readonly command: string;
}

export const circleOrb = (): Json => yaml(read('templates/circleci/orb.yml'));

/** The steps of a command or job of the orb, with parameters in place of `<< parameters.x >>`. */
export function circleSteps(
  path: readonly [string, string],
  given: Json = {},
): readonly CircleStep[] {
  const element = at(circleOrb(), ...path) as {
    parameters?: Record<string, Json>;
    steps: unknown[];
  };
  const expand = (text: string): string =>
    text
      .replace(/(?<!\\)<< parameters\.([\w-]+) >>/g, (_, name: string) =>
        String(given[name] ?? at(element.parameters, name, 'default')),
      )
      .replaceAll('\\<<', '<<');
  return element.steps
    .filter((step) => typeof step === 'object')
    .map((step) => (deepMap(step, expand) as { run: CircleStep }).run);
}

export const codefreshPipeline = (name: string): Json =>
  yaml(read(`templates/codefresh/${name}.yml`));

/** What stands for anything that Codefresh puts behind the commands of a step. */
export const behindCodefresh = 'behind the commands';

/** A hook as Codefresh runs it: commands joined by semicolons. Source: Codefresh docs, "Freestyle step", "Commands". */
export function codefreshHook(owner: unknown, hook: string): TemplateScript {
  const { commands, environment } = at(owner, 'hooks', hook, 'exec') as {
    commands: readonly string[];
    environment: readonly string[];
  };
  const variables = Object.fromEntries(environment.map((one) => one.split(/=(.*)/s, 2)));
  return { script: ['set -e', ...commands, `echo ${behindCodefresh}`].join(';'), variables };
}

function deepMap(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => deepMap(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deepMap(one, change)]));
}
