import { readFileSync } from 'node:fs';
import { ownBlueprints } from '../../../src/entry/mappings/read-blueprints.ts';
import { type Jq, loadJq } from '../../../src/jq/load-jq.ts';
import { ownDeploymentNames } from '../../../src/mapping/lint/deployment-names.ts';
import { type LintSettings, lintMapping } from '../../../src/mapping/lint/lint-mapping.ts';
import type { Finding } from '../../../src/mapping/lint/rules.ts';

let loaded: Promise<Jq> | undefined;

/** jq, loaded once for all tests of a file. */
export function engine(): Promise<Jq> {
  loaded ??= loadJq({ spares: 3 });
  return loaded;
}

/** What is found in a mapping, tried with the blueprints that setup makes. */
export async function lint(
  yaml: string,
  settings: Partial<LintSettings> = {},
): Promise<readonly Finding[]> {
  return lintMapping(yaml, {
    jq: await engine(),
    blueprints: ownBlueprints(),
    isWholeAccount: false,
    integration: null,
    payloads: [],
    names: ownDeploymentNames,
    ...settings,
  });
}

/** The rules of findings, each once, in the order of the file. */
export const rulesOf = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
];

/** The errors among findings, as people read them. */
export const errorsOf = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ level }) => level === 'error')
    .map(({ rule, line, message }) => `${line} ${rule}: ${message}`);

/** A resource of one kind; every part is YAML, indented as it has to be. */
export interface Block {
  readonly kind: string;
  readonly query: string;
  /** What else stands in the selector. */
  readonly fetch?: string;
  readonly identifier: string;
  readonly blueprint?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly relations?: Readonly<Record<string, string>>;
  /** Lines after the mappings, in their own indentation. */
  readonly rest?: string;
}

/** The text of a mapping with one resource; texts are written in double quotes where YAML needs them. */
export function mapping({
  kind,
  query,
  fetch = '',
  identifier,
  blueprint = '"deployment"',
  properties = {},
  relations = {},
  rest = '',
}: Block): string {
  const map = (name: string, entries: Readonly<Record<string, string>>): string[] => [
    `          ${name}:`,
    ...Object.entries(entries).map(([key, filter]) => `            ${key}: ${quoted(filter)}`),
  ];
  return [
    'resources:',
    `  - kind: ${kind}`,
    '    selector:',
    ...(fetch === '' ? [] : fetch.split('\n').map((line) => `      ${line}`)),
    `      query: ${quoted(query)}`,
    '    port:',
    '      entity:',
    '        mappings:',
    `          identifier: ${quoted(identifier)}`,
    `          blueprint: ${quoted(blueprint)}`,
    ...(Object.keys(properties).length > 0 ? map('properties', properties) : []),
    ...(Object.keys(relations).length > 0 ? map('relations', relations) : []),
    ...(rest === '' ? [] : [rest]),
    '',
  ].join('\n');
}

const quoted = (filter: string): string => JSON.stringify(filter);

/** The line of the first place where a text stands, from 1. */
export const lineOf = (yaml: string, text: string): number =>
  yaml.slice(0, yaml.indexOf(text)).split('\n').length;

/** The text of a file of the project. */
export const projectFile = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
