import type { Jq } from '../../jq/load-jq.ts';
import type { MappingResource, YamlPath } from '../mapping.ts';
import type { FilterAnswer } from '../run-filters.ts';
import type { KindSamples, Sample } from '../samples/kind-samples.ts';
import type { BlueprintFacts } from './blueprint-facts.ts';
import type { DeploymentNames } from './deployment-names.ts';
import type { LintRule } from './rules.ts';

/** A finding before its place in the file is looked up. */
export interface Remark {
  readonly rule: LintRule;
  /** From the root of the file. */
  readonly path: YamlPath;
  /** The key rather than the value. */
  readonly isAboutKey?: boolean;
  readonly message: string;
  readonly hint: string;
}

/** A sample that went through the filters of a resource. */
export interface Trial {
  readonly sample: Sample;
  /** Whether the integration would ask its tool for it. */
  readonly isFetched: boolean;
  readonly selected: FilterAnswer;
  /** What each leaf gave, in their order. */
  readonly answers: readonly FilterAnswer[];
  /** How the integration's own mapping identifies the entity of each blueprint that it makes. */
  readonly identifiers: ReadonlyMap<string, FilterAnswer>;
}

/** What the selector says when one field that it reads is empty. */
export interface EmptyField {
  /** `null` for a payload that is empty altogether. */
  readonly field: string | null;
  readonly selected: FilterAnswer;
}

/** One resource with what is known and was tried about it. */
export interface LintSubject {
  /** Without the leaves that do not compile. */
  readonly resource: MappingResource;
  /** The paths of those leaves. */
  readonly broken: readonly YamlPath[];
  readonly jq: Jq;
  readonly known: KindSamples | null;
  readonly trials: readonly Trial[];
  /** Nothing where the selector fails as it is. */
  readonly emptied: readonly EmptyField[];
  /** The trials on which the entity is looked at: those that get there, or else those that are meant to. */
  readonly mapped: readonly Trial[];
  /** Whether the selector lets none of the samples through, so that they may not look as it wants them. */
  readonly isGuess: boolean;
  readonly blueprints: ReadonlyMap<string, BlueprintFacts>;
  readonly names: DeploymentNames;
  /** Whether `blueprints` are all that the account has. */
  readonly isWholeAccount: boolean;
  /** The identifier of the blueprint that it maps to, where that is a constant. */
  readonly blueprint: string | null;
  /** Whether it makes whole deployments, and not marks on those of another resource. */
  readonly isDeployment: boolean;
  /** Whether another resource of the file gives the same deployments their time. */
  readonly isDatedElsewhere: boolean;
}

/** Looks at one side of a resource. */
export type Check = (subject: LintSubject) => readonly Remark[];

/** The path of something below `mappings`, from the root of the file. */
export function mappingPath(
  { resource }: Pick<LintSubject, 'resource'>,
  ...keys: YamlPath
): YamlPath {
  return [...resource.path, 'port', 'entity', 'mappings', ...keys];
}

/** The path of the selector's query, from the root of the file. */
export function queryPath({ resource }: Pick<LintSubject, 'resource'>): YamlPath {
  return [...resource.path, 'selector', 'query'];
}

/** The blueprint that it maps to, where all of it is known: an account may have added to any but the deployment. */
export function wholeBlueprint(subject: LintSubject): BlueprintFacts | undefined {
  const { blueprint, blueprints, isWholeAccount, names } = subject;
  const isKnown = isWholeAccount || blueprint === names.blueprint;
  return isKnown ? blueprints.get(blueprint ?? '') : undefined;
}

/** Whether there is anything at a path or below it, right or wrong. */
export function isMapped({ resource, broken }: LintSubject, ...path: YamlPath): boolean {
  return [...resource.leaves.map((leaf) => leaf.path), ...broken].some((one) =>
    path.every((key, index) => key === one[index]),
  );
}

/** What the leaf at a path gave in a trial; `undefined` when there is no such leaf. */
export function answerAt(
  { resource }: LintSubject,
  { answers }: Trial,
  ...path: YamlPath
): FilterAnswer | undefined {
  const index = resource.leaves.findIndex(
    (leaf) => leaf.path.length === path.length && leaf.path.every((key, at) => key === path[at]),
  );
  return index < 0 ? undefined : answers[index];
}

/** Its value, and `null` where the filter failed or gave nothing. */
export function valueAt(subject: LintSubject, trial: Trial, ...path: YamlPath): unknown {
  const answer = answerAt(subject, trial, ...path);
  return answer && 'value' in answer ? answer.value : null;
}

/** `a` or `an` and the name. */
export const aSample = ({ name }: Sample): string =>
  `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
