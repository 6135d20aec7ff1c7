import type { Jq } from '../../jq/load-jq.ts';
import type { MappingProblem, MappingResource, ParsedMapping, YamlPath } from '../mapping.ts';
import { parseMapping } from '../parse-mapping.ts';
import type { BlueprintFacts } from './blueprint-facts.ts';
import { checkDeployment } from './check-deployment.ts';
import { checkFilters, filtersOf, judgeMapping, type Verdicts } from './check-filters.ts';
import { checkIdentifier } from './check-identifier.ts';
import { checkRelations } from './check-relations.ts';
import { checkSelector } from './check-selector.ts';
import { checkStructure } from './check-structure.ts';
import { checkValues } from './check-values.ts';
import type { DeploymentNames } from './deployment-names.ts';
import { emptyFields } from './empty-fields.ts';
import { guessKind } from './guess-kind.ts';
import { type Finding, lintRules } from './rules.ts';
import type { Check, LintSubject, Remark, Trial } from './subject.ts';
import { trySamples } from './try-samples.ts';

/** What a mapping is looked at with. */
export interface LintSettings {
  readonly jq: Jq;
  /** The blueprints that it maps to. */
  readonly blueprints: readonly BlueprintFacts[];
  /** Whether these are all that the account has. */
  readonly isWholeAccount: boolean;
  /** The integration whose mapping it is; guessed from the fields that it reads when `null`. */
  readonly integration: string | null;
  /** Payloads to try it on, beside those that are built in. */
  readonly payloads: readonly unknown[];
  readonly names: DeploymentNames;
}

const checks: readonly Check[] = [
  ...[checkSelector, checkDeployment, checkIdentifier, checkRelations, checkValues],
];

/** Everything that is wrong with the text of a mapping file, in its order. It never throws. */
export function lintMapping(text: string, settings: LintSettings): readonly Finding[] {
  const mapping = withoutFiles(parseMapping(text));
  const filters = mapping.resources.flatMap(filtersOf);
  const verdicts = judgeMapping(filters, settings.jq);
  const sound = mapping.resources.flatMap((resource) => soundPart(resource, verdicts) ?? []);
  const remarks = [
    ...checkStructure(mapping),
    ...checkFilters(filters, verdicts, settings.jq),
    ...subjectsOf(sound, mapping.resources, settings).flatMap((subject) =>
      checks.flatMap((check) => check(subject)),
    ),
  ];
  const findings = [
    ...mapping.problems.map((problem) => problemFinding(problem, mapping)),
    ...remarks.map((remark) => toFinding(remark, mapping)),
  ];
  return findings.sort((one, other) => one.line - other.line || one.column - other.column);
}

/** Ocean takes a text such as `file://README.md` for a file of the repository, and no filter. Source: Ocean, `integrations/azure-devops`. */
function withoutFiles(mapping: ParsedMapping): ParsedMapping {
  const resources = mapping.resources.map((resource) => ({
    ...resource,
    leaves: resource.leaves.filter(({ filter }) => !/^(?:file|search):\/\//.test(filter)),
  }));
  return { ...mapping, resources };
}

/** A resource with the leaves that compile, and the paths of the others. */
type SoundPart = Pick<LintSubject, 'resource' | 'broken'>;

/** Filters that do not compile are reported as such; the others are tried without them. */
function soundPart(resource: MappingResource, verdicts: Verdicts): SoundPart | null {
  const isRight = (filter: string): boolean => verdicts.get(filter) == null;
  const { query, itemsToParse, leaves } = resource;
  if (!isRight(query) || (itemsToParse !== null && !isRight(itemsToParse))) return null;
  return {
    resource: { ...resource, leaves: leaves.filter(({ filter }) => isRight(filter)) },
    broken: leaves.filter(({ filter }) => !isRight(filter)).map(({ path }) => path),
  };
}

/** All resources are tried at once, since running jq costs more than most filters do. */
function subjectsOf(
  parts: readonly SoundPart[],
  all: readonly MappingResource[],
  settings: LintSettings,
): readonly LintSubject[] {
  const { jq, integration, payloads } = settings;
  const tried = parts.map((part) => ({
    ...part,
    known: guessKind(part.resource, integration),
  }));
  const trials = trySamples(jq, tried, payloads);
  const withTrials = tried.map((one, index) => ({ ...one, trials: trials[index] ?? [] }));
  const emptied = emptyFields(jq, withTrials);
  return withTrials.map((one, index) => ({
    ...one,
    ...factsOf(one.resource, all, settings),
    ...mappedTrials(one.trials),
    emptied: emptied[index] ?? [],
  }));
}

function factsOf(
  resource: MappingResource,
  all: readonly MappingResource[],
  { jq, blueprints, isWholeAccount, names }: LintSettings,
) {
  const blueprint = constantText(resource, 'blueprint');
  const others = all.filter(({ path }) => path.join() !== resource.path.join());
  return {
    ...{ jq, blueprint, isWholeAccount, names },
    blueprints: new Map(blueprints.map((one) => [one.identifier, one])),
    isDeployment: blueprint === names.blueprint && hasProperty(resource, names.status),
    isDatedElsewhere: others.some(
      (one) => constantText(one, 'blueprint') === blueprint && hasProperty(one, names.time),
    ),
  };
}

function mappedTrials(trials: readonly Trial[]): Pick<LintSubject, 'mapped' | 'isGuess'> {
  const passing = trials.filter(({ selected }) => 'value' in selected && selected.value === true);
  const fetched = passing.filter(({ isFetched }) => isFetched);
  if (fetched.length > 0) return { mapped: fetched, isGuess: false };
  if (passing.length > 0) return { mapped: passing, isGuess: false };
  const meant = trials.filter(({ sample }) => typeof sample.deployment !== 'object');
  return { mapped: meant, isGuess: true };
}

const hasProperty = ({ leaves }: MappingResource, key: string): boolean =>
  leaves.some(({ path }) => path.length === 2 && path[0] === 'properties' && path[1] === key);

/** The text of a leaf that is nothing but a text in quotes, as blueprints mostly are. */
function constantText({ leaves }: MappingResource, key: string): string | null {
  const leaf = leaves.find(({ path }) => path.length === 1 && path[0] === key);
  const match = /^\s*(["'])([^"'\\]*)\1\s*$/.exec(leaf?.filter ?? '');
  return match?.[2] ?? null;
}

function toFinding(
  { rule, path, isAboutKey, message, hint }: Remark,
  mapping: ParsedMapping,
): Finding {
  const place = isAboutKey ? mapping.whereKey(path) : mapping.where(path);
  const { line, column } = place ?? nearest(path, mapping);
  return { rule, level: lintRules[rule].level, line, column, message: oneLine(message), hint };
}

/** The place of what is around, when a thing itself is not in the file. */
function nearest(path: YamlPath, mapping: ParsedMapping) {
  for (let length = path.length; length > 0; length -= 1) {
    const place = mapping.where(path.slice(0, length));
    if (place) return place;
  }
  return { line: 1, column: 1 };
}

function problemFinding(
  { message, position }: MappingProblem,
  { content }: ParsedMapping,
): Finding {
  const { line, column } = position ?? { line: 1, column: 1 };
  const isYaml = content !== null;
  const isEmptyLeaf = message.endsWith('which is no filter');
  const rule = !isYaml
    ? 'yaml'
    : isEmptyLeaf
      ? 'not-a-filter'
      : message.includes('list of resources')
        ? 'yaml'
        : 'structure';
  return {
    rule,
    level: lintRules[rule].level,
    line,
    column,
    message: oneLine(message),
    hint: hints[rule],
  };
}

const hints = {
  yaml: 'mend the indentation and the quotes: the file has to be a list of resources, or a map with one',
  structure: 'give every resource kind, selector.query and port.entity.mappings',
  'not-a-filter': 'write a jq filter as text, or leave the key out',
} as const;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/:$/, '');
